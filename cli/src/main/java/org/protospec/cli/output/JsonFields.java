package org.protospec.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.FieldVisitor;

/**
 * Writes the parameters of an event as fields of the JSON object that is open. A parameter that is not there is null, a
 * field of a message that is not there is left out.
 */
final class JsonFields implements FieldVisitor {
    private final JsonGenerator json;
    private final JsonText text = new JsonText();
    private JsonText.Encoding encoding = JsonText.Encoding.UTF_8;
    private int depth;

    JsonFields(JsonGenerator json) {
        this.json = json;
    }

    /** Begins an event whose texts are written in {@code encoding}. */
    void begin(JsonText.Encoding encoding) {
        this.encoding = encoding;
        depth = 0;
    }

    private JsonGenerator at(String name) throws IOException {
        if (!name.isEmpty()) {
            json.writeFieldName(name);
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
