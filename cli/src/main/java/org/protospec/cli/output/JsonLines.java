package org.protospec.cli.output;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.engine.EventWriter;
import org.protospec.runtime.engine.FlowTrace;
import org.protospec.runtime.engine.Summary;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventListener;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.FlowStartEvent;
import org.protospec.runtime.event.FragmentOverlapEvent;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.event.StreamHandler;
import org.protospec.runtime.event.StreamSink;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.ip.FragmentConflict;

/** Writes every event of a run as one JSON object a line, in UTF-8. */
public final class JsonLines implements EventWriter, FlowTrace {
    /** What a line about an event has of its own. */
    private static final Set<String> EVENT_KEYS =
            Set.of("event", "ts", "packet", "flow", "protocol", "after_capture", "encoding");

    /** What a line about a stream has of its own. */
    private static final Set<String> STREAM_KEYS = streamKeys();

    private final JsonWriter json;
    private final JsonFields fields;
    private final StringBuilder scratch = new StringBuilder();
    private final ArrayDeque<StreamDigest> digests = new ArrayDeque<>();
    private final Slice token = new Slice(new ByteRegion());
    private final FlowTexts<byte[]> flows = new FlowTexts<>(new FlowMembers());
    private final LineTime time = new LineTime();
    private final Map<EventType<?>, Start> starts = new HashMap<>();
    private @Nullable Start last;
    private final byte[] tokenStart;

    private boolean isTraced;

    private static Set<String> streamKeys() {
        Set<String> keys = new HashSet<>(EVENT_KEYS);
        keys.addAll(List.of("complete", "decoded", "raw_bytes", "raw_sha256", "bytes", "sha256"));
        return keys;
    }

    /** How the lines of an event begin, up to their time, and what shape their fields have. */
    private final class Start {
        private final EventType<?> type;
        private final byte[] written;
        private final JsonShape shape;
        /** That of the line which came behind such a one the last time. */
        private Start next = this;

        Start(EventType<?> type, Set<String> taken) {
            this.type = type;
            written = json.beginning(type.name());
            shape = new JsonShape(taken);
        }
    }

    /** Writes the members about a flow, behind a packet's number. */
    private final class FlowMembers implements BiFunction<Flow, String, byte[]> {
        @Override
        public byte[] apply(Flow flow, String protocol) {
            int from = json.length();
            json.raw(JsonWriter.COMMA);
            json.name("flow").beginObject();
            json.name("id").number(flow.id());
            json.name("client").ascii(endpoint(flow, flow.clientHigh(), flow.clientLow(), flow.clientPort()));
            json.name("server").ascii(endpoint(flow, flow.serverHigh(), flow.serverLow(), flow.serverPort()));
            json.endObject();
            json.name("protocol").string(protocol);
            return json.takeBack(from);
        }
    }

    /** Lines that are written to {@code out}. */
    public JsonLines(OutputStream out) {
        json = new JsonWriter(out);
        fields = new JsonFields(json);
        tokenStart = json.beginning("token");
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public void install(Rules rules) {
        Listening listening = new Listening();
        rules.onAll(listening);
        rules.onFragmentOverlap(listening);
        rules.onAllStreams(listening);
    }

    /** Hears of everything. */
    private final class Listening
            implements EventListener<Event>, Consumer<FragmentOverlapEvent>, StreamHandler<StreamEvent> {
        @Override
        public void on(Event event) {
            event(event);
        }

        @Override
        public void accept(FragmentOverlapEvent event) {
            overlap(event);
        }

        @Override
        public StreamSink<StreamEvent> open(StreamEvent stream) {
            return digest();
        }
    }

    @Override
    public void timestampDigits(int digits) {
        time.digits(digits);
    }

    /** Has every step of the parsers written, too. */
    public JsonLines traced() {
        isTraced = true;
        return this;
    }

    @Override
    public @Nullable FlowTrace trace() {
        return isTraced ? this : null;
    }

    private void event(Event event) {
        begin(event);
        afterCapture(event);
        json.endLine();
    }

    /** Begins a line with an event and its parameters. */
    private void begin(Event event) {
        if (!begin(event, JsonWriter.Encoding.UTF_8)) {
            json.takeBackLine();
            begin(event, JsonWriter.Encoding.LATIN_1);
        }
    }

    private boolean begin(Event event, JsonWriter.Encoding encoding) {
        Start start = start(event);
        json.beginLine(start.written, time, event.time(), event.packet(), flows.of(event.flow(), event.protocol()));
        if (event instanceof FlowStartEvent) {
            endpoints(event.flow());
        }
        fields.begin(start.shape, encoding);
        event.visit(fields);
        boolean isWhole = fields.end();
        encoding(encoding);
        return isWhole;
    }

    private Start start(Event event) {
        EventType<?> type = event.type();
        Start likely = last == null ? null : last.next;
        Start start = likely != null && likely.type == type ? likely : search(event, type);
        last = start;
        return start;
    }

    private Start search(Event event, EventType<?> type) {
        Start start = starts.get(type);
        if (start == null) {
            start = new Start(type, event instanceof StreamEvent ? STREAM_KEYS : EVENT_KEYS);
            starts.put(type, start);
        }
        if (last != null) {
            last.next = start;
        }
        return start;
    }

    private void overlap(FragmentOverlapEvent event) {
        FragmentConflict conflict = event.conflict();
        json.beginLine(json.beginning(FragmentOverlapEvent.NAME), time, event.time(), event.packet(), JsonWriter.COMMA);
        json.name("source").string(conflict.source());
        json.name("destination").string(conflict.destination());
        json.name("identification").number(conflict.identification());
        json.name("ip_protocol").number(conflict.protocol());
        json.name("offset").number(conflict.offset());
        json.name("bytes").number(conflict.bytes());
        json.name("policy").string(conflict.policy().label());
        json.name("kept").hex(conflict.kept());
        json.name("other").hex(conflict.other());
        json.endLine();
    }

    private final BiConsumer<StreamEvent, StreamDigest> ended = new BiConsumer<>() {
        @Override
        public void accept(StreamEvent event, StreamDigest digest) {
            streamEnded(event, digest);
        }
    };

    private StreamDigest digest() {
        return digests.isEmpty() ? new StreamDigest(ended) : digests.pop();
    }

    private void streamEnded(StreamEvent event, StreamDigest digest) {
        begin(event);
        json.name("complete").flag(event.complete());
        if (!event.decoded()) {
            json.name("decoded").flag(false);
        }
        json.name("raw_bytes").number(event.rawLength());
        json.name("raw_sha256").hex(digest.rawSha256());
        json.name("bytes").number(event.length());
        json.name("sha256").hex(digest.sha256());
        afterCapture(event);
        json.endLine();
        digests.push(digest);
    }

    /** Without brackets, also in front of a port: the form that the tools which read these lines compare. Stays until the next call. */
    private StringBuilder address(long high, long low) {
        scratch.setLength(0);
        return Addresses.append(scratch, high, low);
    }

    private StringBuilder endpoint(Flow flow, long high, long low, int port) {
        StringBuilder address = address(high, low);
        return flow.transport().hasPorts() ? address.append(':').append(port) : address;
    }

    /** Addresses and ports apart, once a flow: "::1:25" alone could be an address without a port. */
    private void endpoints(Flow flow) {
        json.name("client_address").ascii(address(flow.clientHigh(), flow.clientLow()));
        if (flow.transport().hasPorts()) {
            json.name("client_port").number(flow.clientPort());
        }
        json.name("server_address").ascii(address(flow.serverHigh(), flow.serverLow()));
        if (flow.transport().hasPorts()) {
            json.name("server_port").number(flow.serverPort());
        }
    }

    private void afterCapture(Event event) {
        if (event.afterCapture()) {
            json.name("after_capture").flag(true);
        }
    }

    private void encoding(JsonWriter.Encoding encoding) {
        if (encoding == JsonWriter.Encoding.LATIN_1) {
            json.name("encoding").string("latin1");
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
        long packet = flow.clock().packet();
        json.beginLine(tokenStart, time, flow.clock().now(), packet, flows.of(flow, protocol));
        json.name("message").string(message);
        json.name("field").string(field);
        json.name("expected").string(expected);
        json.name("offset").number(offset);
        token.show(bytes, from, to);
        JsonWriter.Encoding encoding = token.isUtf8() ? JsonWriter.Encoding.UTF_8 : JsonWriter.Encoding.LATIN_1;
        json.name("text").text(token, encoding);
        encoding(encoding);
        json.endLine();
    }

    /** Writes what is damaged in a capture. It has no time, as there is no packet. */
    @Override
    public void problem(CaptureProblem problem) {
        json.beginLine();
        json.name("event").string("capture_problem");
        json.name("file").string(problem.file());
        json.name("packet").number(problem.packet());
        json.name("offset").number(problem.offset());
        json.name("bytes").number(problem.bytes());
        json.name("text").string(problem.text());
        json.endLine();
    }

    /** Writes the last line; its time and packet are those of the last packet. */
    public void summary(Summary summary, LastPacket last) {
        new JsonSummary(json, time).write(summary, last);
    }

    @Override
    public void flush() {
        json.flush();
    }

    @Override
    public int pending() {
        return json.length();
    }
}
