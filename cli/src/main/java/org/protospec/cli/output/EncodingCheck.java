package org.protospec.cli.output;

import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.parse.FieldVisitor;

/** Looks whether all texts of an event are valid UTF-8. */
final class EncodingCheck implements FieldVisitor {
    private JsonText.Encoding encoding = JsonText.Encoding.UTF_8;

    JsonText.Encoding of(Event event) {
        encoding = JsonText.Encoding.UTF_8;
        event.visit(this);
        return encoding;
    }

    @Override
    public void text(String name, Slice value) {
        if (encoding == JsonText.Encoding.UTF_8 && !value.isUtf8()) {
            encoding = JsonText.Encoding.LATIN_1;
        }
    }

    @Override
    public void symbol(String name, CharSequence value) {
        if (value instanceof Slice slice) {
            text(name, slice);
        }
    }

    @Override
    public void number(String name, long value) {}

    @Override
    public void unsigned(String name, long value) {}

    @Override
    public void real(String name, double value) {}

    @Override
    public void flag(String name, boolean value) {}

    @Override
    public void absent(String name) {}

    @Override
    public void beginMessage(String name) {}

    @Override
    public void endMessage() {}

    @Override
    public void beginList(String name) {}

    @Override
    public void endList() {}
}
