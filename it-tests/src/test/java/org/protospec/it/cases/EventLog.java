package org.protospec.it.cases;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.protospec.runtime.alert.Alert;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.ParseErrorEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.event.StreamSink;

/** Writes all events of a flow as lines; a stream is one line, at its end, with all of its content. */
final class EventLog implements RuleSet {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    void add(String line) {
        lines.add(line);
    }

    @Override
    public void install(Rules rules) {
        rules.onAll(this::event);
    }

    private void event(Event event) {
        lines.add(text(event) + (event.afterCapture() ? " after the capture" : ""));
    }

    private static String text(Event event) {
        if (event instanceof AlertEvent alert) {
            Alert raised = alert.alert();
            return "alert " + raised.severity().label() + ' ' + raised.description() + " (" + raised.name() + ')';
        } else if (event instanceof ParseErrorEvent error) {
            return MessageRun.error(error.error());
        }
        return event.type().name() + ' ' + FieldText.of(event);
    }

    @SuppressWarnings("unchecked")
    void stream(Rules rules, EventType<?> type) {
        if (StreamEvent.class.isAssignableFrom(type.eventClass())) {
            rules.onStream((EventType<? extends StreamEvent>) type, Content::new);
        } else {
            rules.of((EventType<? extends Event>) type);
        }
    }

    private final class Content implements StreamSink<StreamEvent> {
        private final String head;
        private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        private long raw;

        Content(StreamEvent event) {
            head = event.type().name() + ' ' + FieldText.of(event);
        }

        @Override
        public void piece(StreamEvent event, Slice piece) {
            for (int i = 0; i < piece.length(); i++) {
                decoded.write(piece.charAt(i));
            }
        }

        @Override
        public void raw(StreamEvent event, Slice piece) {
            raw += piece.length();
        }

        @Override
        public void end(StreamEvent event) {
            boolean counted = raw == event.rawLength() && decoded.size() == event.length();
            lines.add(head + ' ' + FieldText.quoted(decoded.toByteArray()) + " raw " + raw + ' '
                    + event.ending().name().toLowerCase(java.util.Locale.ROOT)
                    + (counted ? "" : " but its lengths are " + event.length() + " and " + event.rawLength()));
        }
    }
}
