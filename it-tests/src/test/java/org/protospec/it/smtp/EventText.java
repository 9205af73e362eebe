package org.protospec.it.smtp;

import java.util.zip.CRC32;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.event.StreamSink;
import org.protospec.runtime.machine.Protocol;
import org.protospec.runtime.parse.FieldVisitor;

/** Writes all events as lines, with all their fields; a stream is a line at its beginning and one at its end. */
public final class EventText implements RuleSet, FieldVisitor {
    /** Whether lines name the packet in which an event was complete. */
    public enum Packets {
        NAMED,
        LEFT_OUT
    }

    private final Protocol protocol;
    private final StringBuilder text = new StringBuilder();
    private Packets packets = Packets.NAMED;

    public EventText(Protocol protocol) {
        this.protocol = protocol;
    }

    public void begin(Packets packets) {
        this.packets = packets;
        text.setLength(0);
    }

    public StringBuilder text() {
        return text;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void install(Rules rules) {
        rules.onAll(this::event);
        for (EventType<?> type : protocol.events()) {
            if (StreamEvent.class.isAssignableFrom(type.eventClass())) {
                rules.onStream((EventType<StreamEvent>) type, this::open);
            }
        }
    }

    private void event(Event event) {
        head(event);
        event.visit(this);
        text.append('\n');
    }

    private void head(Event event) {
        if (packets == Packets.NAMED) {
            text.append('#').append(event.packet()).append(' ');
        }
        text.append(event.type().name());
    }

    private StreamSink<StreamEvent> open(StreamEvent event) {
        // Without its packet: a stream may begin with bytes that have not been captured yet.
        text.append(event.type().name());
        event.visit(this);
        text.append(" begins\n");
        return new Content();
    }

    private final class Content implements StreamSink<StreamEvent> {
        private final CRC32 raw = new CRC32();
        private final CRC32 decoded = new CRC32();
        private long rawLength;
        private long length;

        @Override
        public void raw(StreamEvent event, Slice piece) {
            raw.update(piece.array(), piece.index(), piece.length());
            rawLength += piece.length();
        }

        @Override
        public void piece(StreamEvent event, Slice piece) {
            decoded.update(piece.array(), piece.index(), piece.length());
            length += piece.length();
        }

        @Override
        public void end(StreamEvent event) {
            head(event);
            event.visit(EventText.this);
            text.append(" raw ").append(rawLength).append(' ').append(raw.getValue());
            text.append(" decoded ").append(length).append(' ').append(decoded.getValue());
            if (rawLength != event.rawLength() || length != event.length()) {
                text.append(" but the event says ")
                        .append(event.rawLength())
                        .append(", ")
                        .append(event.length());
            }
            text.append(' ').append(event.ending().name()).append('\n');
        }
    }

    private StringBuilder field(String name) {
        return text.append(' ').append(name).append('=');
    }

    @Override
    public void number(String name, long value) {
        field(name).append(value);
    }

    @Override
    public void unsigned(String name, long value) {
        field(name).append(value);
    }

    @Override
    public void real(String name, double value) {
        field(name).append(value);
    }

    @Override
    public void flag(String name, boolean value) {
        field(name).append(value);
    }

    @Override
    public void text(String name, Slice value) {
        field(name).append('"').append((CharSequence) value).append('"');
    }

    @Override
    public void symbol(String name, CharSequence value) {
        field(name).append(value);
    }

    @Override
    public void absent(String name) {
        field(name).append("none");
    }

    @Override
    public void beginMessage(String name) {
        field(name).append('{');
    }

    @Override
    public void endMessage() {
        text.append('}');
    }

    @Override
    public void beginList(String name) {
        field(name).append('[');
    }

    @Override
    public void endList() {
        text.append(']');
    }
}
