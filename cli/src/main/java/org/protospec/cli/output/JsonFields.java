package org.protospec.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.FieldVisitor;

/**
 * Writes the parameters of an event as fields of the JSON object that is open. A parameter that is not there is null, a
 * field of a message that is not there is left out.
 */
final class JsonFields implements FieldVisitor {
    /** What a line about an event has of its own. */
    static final Set<String> EVENT_KEYS =
            Set.of("event", "ts", "packet", "flow", "protocol", "after_capture", "encoding");

    /** What a line about a stream has of its own. */
    static final Set<String> STREAM_KEYS = Stream.concat(
                    EVENT_KEYS.stream(), Stream.of("complete", "raw_bytes", "raw_sha256", "bytes", "sha256"))
            .collect(Collectors.toUnmodifiableSet());

    private final JsonGenerator json;
    private Set<String> taken = EVENT_KEYS;
    private final JsonText text = new JsonText();
    private JsonText.Encoding encoding = JsonText.Encoding.UTF_8;
    private int depth;

    JsonFields(JsonGenerator json) {
        this.json = json;
    }

    /** Begins an event whose texts are written in {@code encoding}; a parameter named like one of {@code keys} gets a "_" behind. */
    void begin(JsonText.Encoding encoding, Set<String> keys) {
        this.encoding = encoding;
        taken = keys;
        depth = 0;
    }

    private JsonGenerator at(String name) throws IOException {
        if (!name.isEmpty()) {
            json.writeFieldName(depth == 0 && taken.contains(name) ? name + "_" : name);
        }
        return json;
    }

    @Override
    public void number(String name, long value) {
        try {
            at(name).writeNumber(value);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void unsigned(String name, long value) {
        try {
            if (value >= 0) {
                at(name).writeNumber(value);
            } else {
                at(name).writeNumber(new BigInteger(Long.toUnsignedString(value)));
            }
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void real(String name, double value) {
        try {
            at(name).writeNumber(value);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void flag(String name, boolean value) {
        try {
            at(name).writeBoolean(value);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void text(String name, Slice value) {
        try {
            text.write(at(name), value, encoding);
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void symbol(String name, CharSequence value) {
        if (value instanceof Slice slice) {
            text(name, slice);
            return;
        }
        try {
            text.write(at(name), value.toString());
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void absent(String name) {
        try {
            if (depth == 0 || name.isEmpty()) {
                at(name).writeNull();
            }
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void beginMessage(String name) {
        try {
            at(name).writeStartObject();
            depth++;
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void endMessage() {
        try {
            json.writeEndObject();
            depth--;
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void beginList(String name) {
        try {
            at(name).writeStartArray();
            depth++;
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }

    @Override
    public void endList() {
        try {
            json.writeEndArray();
            depth--;
        } catch (IOException e) {
            throw new OutputFailure(e);
        }
    }
}
