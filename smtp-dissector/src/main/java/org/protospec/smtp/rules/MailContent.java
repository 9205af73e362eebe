package org.protospec.smtp.rules;

import java.io.PrintStream;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamSink;
import org.protospec.smtp.MailContentEvent;

/**
 * The rule that prints the content of every mail, piece by piece as it comes: however long a mail is, none of it is held.
 */
public final class MailContent implements RuleSet, StreamSink<MailContentEvent> {
    private final PrintStream output;

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
        rules.onStream(MailContentEvent.TYPE, event -> {
            output.println("== Mail Content ==");
            return this;
        });
    }

    @Override
    public void piece(MailContentEvent event, Slice piece) {
        output.write(piece.array(), piece.index(), piece.length());
    }

    @Override
    public void end(MailContentEvent event) {
        output.println(event.complete() ? "== End Mail Content ==" : "== Mail Content is incomplete ==");
    }
}
