package org.protospec.it.cases;

import org.protospec.runtime.bytes.Ascii;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.parse.FieldVisitor;
import org.protospec.runtime.parse.Message;

/** Writes fields as text: {@code {verb: "MAIL", size: 3, kind: A, extra: none}}. */
final class FieldText implements FieldVisitor {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    static String of(Event event) {
        FieldText fields = new FieldText();
        event.visit(fields);
        return '{' + fields.text.toString() + '}';
    }

    static String of(Message message) {
        FieldText fields = new FieldText();
        message.visit(fields);
        return '{' + fields.text.toString() + '}';
    }

    static String quoted(byte[] bytes) {
        StringBuilder quoted = new StringBuilder("\"");
        Ascii.escape(bytes, 0, bytes.length, quoted);
        return quoted.append('"').toString();
    }

    private StringBuilder field(String name) {
        text.append(first ? "" : ", ");
        first = false;
        return name.isEmpty() ? text : text.append(name).append(": ");
    }

    @Override
    public void number(String name, long value) {
        field(name).append(value);
    }

    @Override
    public void unsigned(String name, long value) {
        field(name).append(Long.toUnsignedString(value));
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
        byte[] bytes = new byte[value.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value.charAt(i);
        }
        field(name).append(quoted(bytes));
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
        first = true;
    }

    @Override
    public void endMessage() {
        text.append('}');
        first = false;
    }

    @Override
    public void beginList(String name) {
        field(name).append('[');
        first = true;
    }

    @Override
    public void endList() {
        text.append(']');
        first = false;
    }
}
