import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import smtp.CommandEvent;

/** Refuses mail from suspicious.org. */
public final class SpamFilter implements RuleSet {
    private static final String FORBIDDEN_DOMAIN = "suspicious.org";

    @Override
    public void install(Rules rules) {
        rules.on(CommandEvent.TYPE, this::check);
    }

    private void check(CommandEvent event) {
        if (!event.command().verb().contentEquals("MAIL")) {
            return;
        }
        Slice parameter = event.command().parameter(); // null where MAIL stands alone
        String sender = parameter == null ? "" : parameter.toString();
        int at = sender.indexOf('@');
        if (at < 0) {
            event.alert(Severity.LOW, "malformed email address");
            event.drop();
        } else if (sender.substring(at + 1).split("[> ]")[0].equalsIgnoreCase(FORBIDDEN_DOMAIN)) {
            event.alert(Severity.LOW, "forbidden mail domain");
            event.drop();
        }
    }
}
