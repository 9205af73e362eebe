package org.protospec.smtp.rules;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamSink;
import org.protospec.smtp.MailContentEvent;

/**
 * The rule that prints the content of every mail, piece by piece as it comes: however long a mail is, it is not held.
 *
 * <p>Of mails that come at the same time in several flows, one is printed as it comes and the others wait for its end, so
 * that no mail is printed inside another.
 */
public final class MailContent implements RuleSet {
    private final PrintStream output;

    /** Mails that have begun and not been printed to their end; the first one is printed as it comes. */
    private final ArrayDeque<Mail> open = new ArrayDeque<>();

    /** Prints to {@code output}. */
    public MailContent(PrintStream output) {
        this.output = output;
    }

    @Override
    public String name() {
        return "mail-content";
    }

    @Override
    public void install(Rules rules) {
        rules.onStream(MailContentEvent.TYPE, event -> begin());
    }

    private Mail begin() {
        Mail mail = new Mail();
        open.add(mail);
        if (open.peekFirst() == mail) {
            output.println("== Mail Content ==");
        }
        return mail;
    }

    /** The first mail has ended: those behind it get their turn. */
    private void next() {
        Mail first = open.peekFirst();
        while (first != null && first.last != null) {
            output.println(first.last);
            open.removeFirst();
            first = open.peekFirst();
            if (first != null) {
                output.println("== Mail Content ==");
                output.writeBytes(first.waiting.toByteArray());
                first.waiting.reset();
            }
        }
    }

    /** One mail on its way. */
    private final class Mail implements StreamSink<MailContentEvent> {
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(0);
        private @Nullable String last;

        @Override
        public void piece(MailContentEvent event, Slice piece) {
            if (open.peekFirst() == this) {
                output.write(piece.array(), piece.index(), piece.length());
            } else {
                waiting.write(piece.array(), piece.index(), piece.length());
            }
        }

        @Override
        public void end(MailContentEvent event) {
            last = event.complete() ? "== End Mail Content ==" : "== Mail Content is incomplete ==";
            next();
        }
    }
}
