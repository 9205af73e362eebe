package org.protospec.cli.output;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.FieldVisitor;

/**
 * Writes the parameters of an event as members of the JSON object that is open. A parameter that is not there is null, a
 * field of a message that is not there is left out.
 */
final class JsonFields implements FieldVisitor {
    /** What a line about an event has of its own. */
    private static final Set<String> EVENT_KEYS =
            Set.of("event", "ts", "packet", "flow", "protocol", "after_capture", "encoding");

    /** What a line about a stream has of its own. */
    private static final Set<String> STREAM_KEYS = streamKeys();

    private static Set<String> streamKeys() {
        Set<String> keys = new HashSet<>(EVENT_KEYS);
        keys.addAll(List.of("complete", "decoded", "raw_bytes", "raw_sha256", "bytes", "sha256"));
        return keys;
    }

    /** What a line is about, on which its own members depend. */
    enum Line {
        EVENT,
        STREAM
    }

    private final JsonWriter json;
    private final WrittenTexts ofEvents;
    private final WrittenTexts ofStreams;
    private JsonWriter.Encoding encoding = JsonWriter.Encoding.UTF_8;
    /** The names of parameters. */
    private WrittenTexts parameters;

    private boolean encoded = true;
    private int depth;

    JsonFields(JsonWriter json) {
        this.json = json;
        ofEvents = new WrittenTexts(new Writing(EVENT_KEYS));
        ofStreams = new WrittenTexts(new Writing(STREAM_KEYS));
        parameters = ofEvents;
    }

    /** Writes the names of parameters, apart from those that a line has of its own. */
    private final class Writing implements Function<String, WrittenText> {
        private final Set<String> taken;

        Writing(Set<String> taken) {
            this.taken = taken;
        }

        @Override
        public WrittenText apply(String name) {
            return json.writtenName(name, taken.contains(name) ? name + "_" : name);
        }
    }

    /** Begins an event whose texts are written in {@code encoding}; a parameter named like what a line has of its own gets a "_" behind. */
    void begin(JsonWriter.Encoding encoding, Line line) {
        this.encoding = encoding;
        parameters = line == Line.STREAM ? ofStreams : ofEvents;
        encoded = true;
        depth = 0;
    }

    /** Whether all texts so far have the encoding. */
    boolean isEncoded() {
        return encoded;
    }

    private WrittenText written(String name) {
        return depth == 0 ? parameters.of(name) : json.writtenName(name);
    }

    @Override
    public void number(String name, long value) {
        json.number(written(name), value);
    }

    @Override
    public void unsigned(String name, long value) {
        json.raw(written(name)).unsigned(value);
    }

    @Override
    public void real(String name, double value) {
        json.raw(written(name)).real(value);
    }

    @Override
    public void flag(String name, boolean value) {
        json.raw(written(name)).flag(value);
    }

    @Override
    public void text(String name, Slice value) {
        encoded &= json.text(written(name), value, encoding);
    }

    @Override
    public void symbol(String name, CharSequence value) {
        if (value instanceof Slice slice) {
            text(name, slice);
        } else {
            json.raw(written(name)).string(value.toString());
        }
    }

    @Override
    public void absent(String name) {
        if (depth == 0 || name.isEmpty()) {
            json.raw(written(name)).nothing();
        }
    }

    @Override
    public void beginMessage(String name) {
        json.beginObject(written(name));
        depth++;
    }

    @Override
    public void endMessage() {
        json.endObject();
        depth--;
    }

    @Override
    public void beginList(String name) {
        json.beginArray(written(name));
        depth++;
    }

    @Override
    public void endList() {
        json.endArray();
        depth--;
    }
}
