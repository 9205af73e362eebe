package org.protospec.cli.output;

import java.util.Set;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.FieldVisitor;

/**
 * Writes the parameters of an event as members of the JSON object that is open. A parameter that is not there is null, a
 * field of a message that is not there is left out.
 */
final class JsonFields implements FieldVisitor {
    private static final String NO_NAME = "";

    private final JsonWriter json;
    private JsonWriter.Encoding encoding = JsonWriter.Encoding.UTF_8;
    private JsonShape shape;
    private JsonShape.Step step;
    private boolean encoded = true;

    /** Writes fields once an event {@linkplain #begin begins}. */
    JsonFields(JsonWriter json) {
        this.json = json;
        shape = new JsonShape(Set.of());
        step = shape.first();
    }

    /** Begins an event whose texts are written in {@code encoding}, and whose lines have a shape. */
    void begin(JsonShape itsShape, JsonWriter.Encoding itsEncoding) {
        shape = itsShape;
        step = itsShape.first();
        encoding = itsEncoding;
        encoded = true;
    }

    /** Ends the event; false if a text of it has another encoding: then the line is worth nothing. */
    boolean end() {
        json.raw(step.behind());
        return encoded;
    }

    /** Goes on to what comes next, and returns what is to be written before it. */
    private byte[] to(JsonShape.Kind kind, String name) {
        step = shape.next(step, kind, name);
        return step.before();
    }

    @Override
    public void number(String name, long value) {
        json.number(to(JsonShape.Kind.VALUE, name), value);
    }

    @Override
    public void unsigned(String name, long value) {
        json.unsigned(to(JsonShape.Kind.VALUE, name), value);
    }

    @Override
    public void real(String name, double value) {
        json.real(to(JsonShape.Kind.VALUE, name), value);
    }

    @Override
    public void flag(String name, boolean value) {
        to(value ? JsonShape.Kind.TRUE : JsonShape.Kind.FALSE, name);
    }

    @Override
    public void text(String name, Slice value) {
        encoded &= json.text(to(JsonShape.Kind.TEXT, name), value, encoding);
    }

    @Override
    public void symbol(String name, CharSequence value) {
        if (value instanceof Slice slice) {
            text(name, slice);
        } else {
            json.characters(to(JsonShape.Kind.TEXT, name), value.toString());
        }
    }

    @Override
    public void absent(String name) {
        if (step.isOutermost() || name.isEmpty()) {
            to(JsonShape.Kind.NULL, name);
        }
    }

    @Override
    public void beginMessage(String name) {
        to(JsonShape.Kind.OBJECT, name);
    }

    @Override
    public void endMessage() {
        to(JsonShape.Kind.OBJECT_END, NO_NAME);
    }

    @Override
    public void beginList(String name) {
        to(JsonShape.Kind.ARRAY, name);
    }

    @Override
    public void endList() {
        to(JsonShape.Kind.ARRAY_END, NO_NAME);
    }
}
