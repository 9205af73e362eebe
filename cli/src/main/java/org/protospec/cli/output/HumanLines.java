package org.protospec.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.alert.Alert;
import org.protospec.runtime.bytes.Ascii;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.engine.EventWriter;
import org.protospec.runtime.engine.FlowTrace;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventListener;
import org.protospec.runtime.event.FlowEndEvent;
import org.protospec.runtime.event.FragmentOverlapEvent;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.event.StreamSink;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.StreamDigests;
import org.protospec.runtime.ip.FragmentConflict;

/** Writes every event of a run as one line for people. */
public final class HumanLines implements EventWriter, FlowTrace {
    /** Which events are shown. */
    public enum Detail {
        /** All of them. */
        EVENTS,
        /** Alerts only. */
        ALERTS
    }

    private static final String BLANKS = " ".repeat(64);
    private static final int PACKET_WIDTH = 6;
    private static final int EVENT_WIDTH = 12;
    private static final int TOKEN_SHOWN = 60;
    private static final int OVERLAP_SHOWN = 16;

    private final OutputStream out;
    private final Detail detail;
    private final Colors colors;
    private final StringBuilder line = new StringBuilder();
    private final HumanFields fields = new HumanFields(line);
    private final LineTime time = new LineTime();
    private final FlowTexts<String> flows = new FlowTexts<>(new FlowText());
    private boolean isTraced;
    private int flowWidth = "smtp 1 192.168.100.100:50000 > 192.168.100.100:25".length();

    /** Writes which flow it is. */
    private static final class FlowText implements BiFunction<Flow, String, String> {
        @Override
        public String apply(Flow flow, String protocol) {
            StringBuilder text = new StringBuilder();
            text.append(protocol).append(' ').append(flow.id()).append(' ');
            flow.appendClient(text).append(" > ");
            return flow.appendServer(text).toString();
        }
    }

    /** Lines that are written to {@code out}, each at once, so that rules may print between them. */
    public HumanLines(OutputStream out, Detail detail, Colors colors) {
        this.out = out;
        this.detail = detail;
        this.colors = colors;
    }

    @Override
    public String name() {
        return "lines";
    }

    @Override
    public void install(Rules rules) {
        if (detail == Detail.ALERTS) {
            rules.on(AlertEvent.TYPE, listener);
            return;
        }
        rules.onAll(listener);
        rules.onFragmentOverlap(this::overlap);
        rules.onAllStreams(stream -> sink);
    }

    private final EventListener<Event> listener = new EventListener<>() {
        @Override
        public void on(Event event) {
            event(event);
        }
    };

    private final StreamSink<StreamEvent> sink = new StreamSink<>() {
        @Override
        public void piece(StreamEvent event, Slice piece) {}

        @Override
        public void end(StreamEvent event) {
            start(event.type().name(), event.time(), event.packet(), event.flow(), event.protocol());
            fields.begin();
            int parameters = line.length();
            event.visit(fields);
            line.append(line.length() == parameters ? "" : " ")
                    .append(event.length() == 0 && event.rawLength() == 0 ? "empty" : event.length() + " bytes")
                    .append(event.complete() ? "" : ", incomplete")
                    .append(event.decoded() ? "" : ", not decoded");
            afterCapture(event);
            print();
        }
    };

    @Override
    public void timestampDigits(int digits) {
        time.digits(digits);
    }

    /** Has every step of the parsers shown, too. */
    public HumanLines traced() {
        isTraced = true;
        return this;
    }

    @Override
    public @Nullable FlowTrace trace() {
        return isTraced ? this : null;
    }

    /** The column of the events moves for the widest flow so far, whichever thread it belongs to. */
    @Override
    public void opened(Flow flow, String protocol) {
        flowWidth = Math.max(flowWidth, width(flow, protocol));
    }

    @Override
    public void flush() {
        // Nothing is kept.
    }

    private void event(Event event) {
        start(event.type().name(), event.time(), event.packet(), event.flow(), event.protocol());
        if (event instanceof AlertEvent alert) {
            alert(alert.alert());
        } else if (event instanceof FlowEndEvent end) {
            flowEnd(end);
        } else {
            fields.begin();
            event.visit(fields);
        }
        afterCapture(event);
        print();
    }

    private void afterCapture(Event event) {
        if (event.afterCapture()) {
            line.append(" (after the capture's end)");
        }
    }

    private void flowEnd(FlowEndEvent end) {
        Flow flow = end.flow();
        String state = end.state();
        String handedOver = end.handedOver();
        line.append(end.reason().label()).append(state == null ? "" : " in state " + state);
        line.append(handedOver == null ? "" : " of " + handedOver);
        line.append(", ").append(flow.packets()).append(" packets");
        StreamDigests digests = end.digests();
        for (Direction direction : Direction.values()) {
            line.append(", ").append(flow.bytes(direction)).append(" bytes ").append(direction.label());
            line.append(digests == null ? "" : " sha256=" + digests.sha256(direction));
        }
        line.append(flow.midstream() ? ", midstream" : "").append(flow.dropped() ? ", dropped" : "");
    }

    private void alert(Alert alert) {
        line.append(colors.start(alert.severity()));
        line.append(alert.severity().label().toUpperCase(Locale.ROOT)).append(": ");
        Printable.append(alert.description(), Integer.MAX_VALUE, line);
        line.append(colors.end());
        line.append(alert.origin() == Alert.Origin.RULE ? " (rule " : " (state ");
        Printable.append(alert.name(), Integer.MAX_VALUE, line);
        line.append(')');
    }

    private void start(String event, long at, long packet, Flow flow, String protocol) {
        startAt(at, packet);
        int from = line.length();
        line.append(flows.of(flow, protocol));
        named(event, from);
    }

    /** How many characters a {@link FlowText} has, counted: most flows of a quiet run are never shown. */
    private static int width(Flow flow, String protocol) {
        return protocol.length() + 1 + Ascii.digits(flow.id()) + 1 + flow.endpointsLength() + " > ".length();
    }

    private void startAt(long at, long packet) {
        line.setLength(0);
        time.appendTo(line, at);
        int number = line.append("  #").length();
        line.append(packet);
        pad(number + PACKET_WIDTH);
    }

    /** The name of an event, behind what begins at {@code from} and says where it happened. */
    private void named(String event, int from) {
        pad(Math.max(from + flowWidth, line.length()) + 2);
        int name = line.length();
        line.append(event);
        pad(Math.max(name + EVENT_WIDTH, line.length()) + 2);
    }

    private void overlap(FragmentOverlapEvent event) {
        FragmentConflict conflict = event.conflict();
        startAt(event.time(), event.packet());
        int from = line.length();
        line.append("ip ").append(conflict.source()).append(" > ").append(conflict.destination());
        named(FragmentOverlapEvent.NAME, from);
        line.append("identification=").append(conflict.identification());
        line.append(" offset=").append(conflict.offset());
        line.append(" bytes=").append(conflict.bytes());
        line.append(" policy=").append(conflict.policy().label());
        side("kept", conflict.kept());
        side("other", conflict.other());
        print();
    }

    private void side(String name, byte[] bytes) {
        int shown = Math.min(bytes.length, OVERLAP_SHOWN);
        line.append(' ').append(name).append("=\"");
        Ascii.escape(bytes, 0, shown, line);
        line.append(shown < bytes.length ? "\"..." : "\"");
    }

    private void pad(int column) {
        for (int missing = column - line.length(); missing > 0; missing -= BLANKS.length()) {
            line.append(BLANKS, 0, Math.min(missing, BLANKS.length()));
        }
    }

    private void print() {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        line.setLength(end);
        byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        try {
            out.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void taken(
            Flow flow,
            String protocol,
            String message,
            String field,
            String expected,
            long offset,
            byte[] bytes,
            int from,
            int to) {
        start("token", flow.clock().now(), flow.clock().packet(), flow, protocol);
        line.append('@').append(offset).append("  ").append(message);
        line.append(field.isEmpty() ? "" : "." + field)
                .append("  ")
                .append(expected)
                .append("  \"");
        Ascii.escape(bytes, from, Math.min(to, from + TOKEN_SHOWN), line);
        line.append('"');
        if (to - from > TOKEN_SHOWN) {
            line.append("... (").append(to - from).append(" bytes)");
        }
        print();
    }
}
