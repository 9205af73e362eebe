package org.protospec.cli.output;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.capture.CaptureTime;
import org.protospec.runtime.engine.EventWriter;
import org.protospec.runtime.engine.FlowTrace;
import org.protospec.runtime.engine.Summary;
import org.protospec.runtime.engine.UndissectedFlows;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.FlowStartEvent;
import org.protospec.runtime.event.FragmentOverlapEvent;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.ip.FragmentConflict;
import org.protospec.runtime.ip.FragmentCounts;
import org.protospec.runtime.limit.Limit;

/** Writes every event of a run as one JSON object a line, in UTF-8. */
public final class JsonLines implements EventWriter, FlowTrace {
    private final JsonGenerator json;
    private final JsonFields fields;
    private final JsonText text = new JsonText();
    private final EncodingCheck encodings = new EncodingCheck();
    private final StringBuilder scratch = new StringBuilder();
    private final ArrayDeque<StreamDigest> digests = new ArrayDeque<>();
    private final Slice token = new Slice(new ByteRegion());
    private int timestampDigits = 6;
    private boolean isTraced;

    /** Lines that are written to {@code out}. */
    public JsonLines(OutputStream out) {
        try {
            json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
        json.setPrettyPrinter(new MinimalPrettyPrinter(""));
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        fields = new JsonFields(json);
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public void install(Rules rules) {
        rules.onAll(this::event);
        rules.onFragmentOverlap(this::overlap);
        rules.onAllStreams(stream -> digest());
    }

    @Override
    public void timestampDigits(int digits) {
        timestampDigits = digits;
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
        try {
            JsonText.Encoding encoding = encodings.of(event);
            begin(event.type().name(), event.time(), event.packet(), event.flow(), event.protocol());
            if (event instanceof FlowStartEvent) {
                endpoints(event.flow());
            }
            fields(event, encoding);
            afterCapture(event);
            end();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    private void overlap(FragmentOverlapEvent event) {
        FragmentConflict conflict = event.conflict();
        try {
            begin(FragmentOverlapEvent.NAME, event.time(), event.packet());
            json.writeStringField("source", conflict.source());
            json.writeStringField("destination", conflict.destination());
            json.writeNumberField("identification", conflict.identification());
            json.writeNumberField("ip_protocol", conflict.protocol());
            json.writeNumberField("offset", conflict.offset());
            json.writeNumberField("bytes", conflict.bytes());
            json.writeStringField("policy", conflict.policy().label());
            json.writeStringField("kept", HexFormat.of().formatHex(conflict.kept()));
            json.writeStringField("other", HexFormat.of().formatHex(conflict.other()));
            end();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    private StreamDigest digest() {
        return digests.isEmpty() ? new StreamDigest(this::streamEnded) : digests.pop();
    }

    private void streamEnded(StreamEvent event, StreamDigest digest) {
        try {
            JsonText.Encoding encoding = encodings.of(event);
            begin(event.type().name(), event.time(), event.packet(), event.flow(), event.protocol());
            fields(event, encoding);
            json.writeBooleanField("complete", event.complete());
            if (!event.decoded()) {
                json.writeBooleanField("decoded", false);
            }
            json.writeNumberField("raw_bytes", event.rawLength());
            json.writeStringField("raw_sha256", digest.rawSha256());
            json.writeNumberField("bytes", event.length());
            json.writeStringField("sha256", digest.sha256());
            afterCapture(event);
            end();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
        digests.push(digest);
    }

    private void begin(String event, long time, long packet) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", event);
        json.writeFieldName("ts");
        scratch.setLength(0);
        CaptureTime.iso8601(time, timestampDigits, scratch);
        text.write(json, scratch);
        json.writeNumberField("packet", packet);
    }

    private void begin(String event, long time, long packet, Flow flow, String protocol) throws IOException {
        begin(event, time, packet);
        json.writeObjectFieldStart("flow");
        json.writeNumberField("id", flow.id());
        json.writeFieldName("client");
        text.write(json, endpoint(flow, flow.clientHigh(), flow.clientLow(), flow.clientPort()));
        json.writeFieldName("server");
        text.write(json, endpoint(flow, flow.serverHigh(), flow.serverLow(), flow.serverPort()));
        json.writeEndObject();
        json.writeStringField("protocol", protocol);
    }

    /** Without brackets, also in front of a port: the form that the tools which read these lines compare. */
    private StringBuilder address(long high, long low) {
        scratch.setLength(0);
        return Addresses.append(scratch, high, low);
    }

    private StringBuilder endpoint(Flow flow, long high, long low, int port) {
        StringBuilder endpoint = address(high, low);
        return flow.transport().hasPorts() ? endpoint.append(':').append(port) : endpoint;
    }

    /** Addresses and ports apart, once a flow: "::1:25" alone could be an address without a port. */
    private void endpoints(Flow flow) throws IOException {
        json.writeFieldName("client_address");
        text.write(json, address(flow.clientHigh(), flow.clientLow()));
        if (flow.transport().hasPorts()) {
            json.writeNumberField("client_port", flow.clientPort());
        }
        json.writeFieldName("server_address");
        text.write(json, address(flow.serverHigh(), flow.serverLow()));
        if (flow.transport().hasPorts()) {
            json.writeNumberField("server_port", flow.serverPort());
        }
    }

    private void fields(Event event, JsonText.Encoding encoding) throws IOException {
        fields.begin(encoding, event instanceof StreamEvent ? JsonFields.STREAM_KEYS : JsonFields.EVENT_KEYS);
        event.visit(fields);
        encoding(encoding);
    }

    private void afterCapture(Event event) throws IOException {
        if (event.afterCapture()) {
            json.writeBooleanField("after_capture", true);
        }
    }

    private void encoding(JsonText.Encoding encoding) throws IOException {
        if (encoding == JsonText.Encoding.LATIN_1) {
            json.writeStringField("encoding", "latin1");
        }
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
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
        try {
            begin("token", flow.clock().now(), flow.clock().packet(), flow, protocol);
            json.writeStringField("message", message);
            json.writeStringField("field", field);
            json.writeStringField("expected", expected);
            json.writeNumberField("offset", offset);
            token.show(bytes, from, to);
            JsonText.Encoding encoding = token.isUtf8() ? JsonText.Encoding.UTF_8 : JsonText.Encoding.LATIN_1;
            json.writeFieldName("text");
            text.write(json, token, encoding);
            encoding(encoding);
            end();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    /** Writes what is damaged in a capture. It has no time, as there is no packet. */
    @Override
    public void problem(CaptureProblem problem) {
        try {
            json.writeStartObject();
            json.writeStringField("event", "capture_problem");
            json.writeStringField("file", problem.file());
            json.writeNumberField("packet", problem.packet());
            json.writeNumberField("offset", problem.offset());
            json.writeNumberField("bytes", problem.bytes());
            json.writeStringField("text", problem.text());
            end();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    private void ifAny(String name, long number) throws IOException {
        if (number != 0) {
            json.writeNumberField(name, number);
        }
    }

    /** Writes the last line; its time and packet are those of the last packet. */
    public void summary(Summary summary, LastPacket last) {
        try {
            timestampDigits = last.timestampDigits();
            begin("summary", last.time(), last.number());
            json.writeNumberField("packets", summary.packets());
            json.writeNumberField("bytes", summary.bytes());
            json.writeNumberField("flows", summary.flows());
            json.writeNumberField("dissected", summary.dissected());
            json.writeNumberField("midstream", summary.midstream());
            json.writeNumberField("dissected_packets", summary.dissectedPackets());
            ifAny("cut_off", summary.cutOff());
            ifAny("overlong", summary.overlong());
            ifAny("damages", summary.damages());
            ifAny("bytes_skipped", summary.bytesSkipped());
            undissected(summary.undissected());
            json.writeObjectFieldStart("limits");
            for (Map.Entry<Limit, Long> each : summary.limits().entrySet()) {
                json.writeNumberField(each.getKey().label(), each.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("skipped");
            for (Map.Entry<String, Long> each : summary.skipped().entrySet()) {
                json.writeNumberField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
            fragments(summary.fragments());
            json.writeNumberField("alerts", summary.alerts());
            json.writeNumberField("errors", summary.errors());
            json.writeNumberField("seconds", Math.round(summary.seconds() * 1e6) / 1e6);
            end();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    private void fragments(FragmentCounts counts) throws IOException {
        if (counts.fragments() > 0) {
            json.writeObjectFieldStart("fragments");
            counts.forEach(this::number);
            json.writeEndObject();
        }
    }

    private void number(String name, long value) {
        try {
            json.writeNumberField(name, value);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    private void undissected(List<UndissectedFlows> all) throws IOException {
        json.writeArrayFieldStart("undissected");
        for (UndissectedFlows each : all) {
            json.writeStartObject();
            json.writeStringField("layer", each.layer());
            json.writeNumberField(each.layer().equals(UndissectedFlows.OTHER) ? "ports" : "port", each.port());
            json.writeNumberField("flows", each.flows());
            json.writeNumberField("packets", each.packets());
            json.writeNumberField("bytes", each.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void flush() {
        try {
            json.flush();
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }
}
