package org.protospec.smtp.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.smtp.Command;
import org.protospec.smtp.CommandEvent;

/**
 * The rule that refuses mail from a forbidden domain: an alert, and the flow is dropped.
 *
 * <p>It looks at the sender that a MAIL command names (RFC 5321, section 4.1.1.2). A sender that is no address at all
 * raises an alert, too; the empty one, of notifications, does not.
 */
public final class SpamFilter implements RuleSet {
    private final String domain;

    /** Refuses mail from {@code domain}, whatever the case of its letters. */
    public SpamFilter(String domain) {
        this.domain = domain.toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return "spam-filter";
    }

    @Override
    public void install(Rules rules) {
        rules.on(CommandEvent.TYPE, this::check);
    }

    private void check(CommandEvent event) {
        Command command = event.command();
        if (!command.verb().contentEquals("MAIL")) {
            return;
        }
        String sender = sender(command.parameter());
        if (sender == null) {
            event.alert(Severity.LOW, "malformed email address");
        } else if (domain(sender).equals(domain)) {
            event.alert(Severity.LOW, "forbidden mail domain");
            event.drop();
        }
    }

    /** The address behind {@code FROM:}, in angle brackets or, as people type it, without; null where there is none. */
    private static @Nullable String sender(@Nullable Slice parameter) {
        String text = parameter == null ? "" : parameter.toString();
        if (!text.regionMatches(true, 0, "FROM:", 0, 5)) {
            return null;
        }
        String path = text.substring(5).strip();
        if (path.startsWith("<")) {
            int end = path.indexOf('>');
            path = end < 0 ? "" : path.substring(1, end);
            if (path.isEmpty()) {
                return end < 0 ? null : "";
            }
        } else {
            path = path.split("\\s", 2)[0];
        }
        int at = path.lastIndexOf('@');
        return at > 0 && at < path.length() - 1 ? path : null;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
