package org.protospec.it.smtp;

import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.ParseErrorEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamSink;
import org.protospec.smtp.AuthLineEvent;
import org.protospec.smtp.CommandEvent;
import org.protospec.smtp.MailContentEvent;
import org.protospec.smtp.MailEvent;
import org.protospec.smtp.ResponseEvent;

/** Rules on every event of SMTP that look at all and keep nothing but numbers. */
final class Counter implements RuleSet, StreamSink<MailContentEvent> {
    /** Commands, lines of AUTH exchanges, replies and contents that ended whole. */
    long messages;

    long mails;
    long recipients;
    long contentBytes;
    long faults;
    private long characters;

    @Override
    public void install(Rules rules) {
        rules.on(CommandEvent.TYPE, this::command);
        rules.on(AuthLineEvent.TYPE, event -> message(event.line()));
        rules.on(ResponseEvent.TYPE, this::response);
        rules.on(MailEvent.TYPE, this::mail);
        rules.on(ParseErrorEvent.TYPE, this::fault);
        rules.on(AlertEvent.TYPE, this::fault);
        rules.onStream(MailContentEvent.TYPE, event -> this);
    }

    private void fault(Event event) {
        faults++;
    }

    private void message(Slice text) {
        messages++;
        characters += text.length();
    }

    private void command(CommandEvent event) {
        Slice parameter = event.command().parameter();
        message(parameter == null ? event.command().verb() : parameter);
    }

    private void response(ResponseEvent event) {
        Slice text = event.replies().lines().get(0).text();
        messages++;
        characters += text == null ? 0 : text.length();
        characters += event.replies().code();
    }

    private void mail(MailEvent event) {
        mails++;
        for (int i = 0; i < event.to().size(); i++) {
            recipients += event.to().get(i).endsWith("example.org") ? 1 : 0;
        }
    }

    @Override
    public void piece(MailContentEvent event, Slice piece) {
        contentBytes += piece.length();
    }

    @Override
    public void end(MailContentEvent event) {
        messages += event.complete() ? 1 : 0;
    }

    /** Of all texts together, so that nobody can leave them unread. */
    long characters() {
        return characters;
    }
}
