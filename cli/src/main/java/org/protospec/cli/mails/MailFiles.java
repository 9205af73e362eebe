package org.protospec.cli.mails;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.FlowEndEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.event.StreamSink;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.machine.Protocol;

/**
 * Writes the mails of a run as files {@code 0001.eml}, {@code 0002.eml}... in a folder.
 *
 * <p>It knows a protocol of mails by the names of its events: a streamed {@code mail_content}, whose parameter {@code last}
 * is false where another chunk of the same mail follows, and {@code mail} with the envelope, once a mail was answered.
 */
public final class MailFiles implements RuleSet {
    private static final String CONTENT = "mail_content";
    private static final String MAIL = "mail";

    private final Path folder;
    private final Protocol protocol;
    private final MailIndex index = new MailIndex();
    private final Map<Long, Waiting> flows = new LinkedHashMap<>();
    private String capture = "";
    private int files;

    /** The mails of one flow that were not answered yet, the oldest first. */
    private record Waiting(ArrayDeque<StoredMail> mails) {}

    public MailFiles(Path folder, Protocol protocol) {
        this.folder = folder;
        this.protocol = protocol;
    }

    /** A capture begins; the index names it. */
    public void begin(String capture) {
        this.capture = capture;
    }

    /** Number of mails. */
    public int mails() {
        return index.mails();
    }

    /** The index as text. */
    public String index() {
        return index.text();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void install(Rules rules) {
        for (EventType<?> type : protocol.events()) {
            if (type.name().equals(CONTENT) && StreamEvent.class.isAssignableFrom(type.eventClass())) {
                rules.onStream((EventType<StreamEvent>) type, this::open);
            } else if (type.name().equals(MAIL)) {
                rules.on((EventType<Event>) type, this::answered);
            }
        }
        rules.on(FlowEndEvent.TYPE, event -> ended(event.flow()));
    }

    private StreamSink<StreamEvent> open(StreamEvent event) {
        Waiting waiting = flows.computeIfAbsent(event.flow().id(), any -> new Waiting(new ArrayDeque<>()));
        StoredMail last = waiting.mails().peekLast();
        StoredMail mail = last == null || last.over() ? begin(event, waiting) : last;
        return new StreamSink<>() {
            @Override
            public void piece(StreamEvent stream, Slice piece) {
                mail.append(piece);
            }

            @Override
            public void end(StreamEvent stream) {
                if (!stream.complete()) {
                    mail.incomplete();
                }
                if (!stream.complete() || !EnvelopeFields.of(stream).get("last").equals("false")) {
                    mail.end();
                }
            }
        };
    }

    private StoredMail begin(StreamEvent event, Waiting waiting) {
        String name = String.format(Locale.ROOT, "%04d.eml", ++files);
        StoredMail mail = new StoredMail(folder.resolve(name), event.packet(), event.time());
        waiting.mails().add(mail);
        return mail;
    }

    private void answered(Event event) {
        Waiting waiting = flows.get(event.flow().id());
        StoredMail mail = waiting == null ? null : waiting.mails().pollFirst();
        if (mail != null) {
            over(mail, event.flow(), EnvelopeFields.of(event));
        }
    }

    private void ended(Flow flow) {
        Waiting waiting = flows.remove(flow.id());
        if (waiting != null) {
            waiting.mails().forEach(mail -> over(mail, flow, null));
        }
    }

    private void over(StoredMail mail, Flow flow, @Nullable EnvelopeFields answer) {
        if (!mail.over()) {
            mail.incomplete();
            mail.end();
        }
        index.add(mail, capture, flow, answer);
    }
}
