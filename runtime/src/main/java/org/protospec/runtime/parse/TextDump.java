package org.protospec.runtime.parse;

import org.protospec.runtime.bytes.Ascii;
import org.protospec.runtime.bytes.Slice;

/** Writes a message as one line for people: {@code Command{verb: "MAIL", parameter: "FROM:<a@example.org>"}}. */
final class TextDump implements FieldVisitor {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    static String of(Message message) {
        TextDump dump = new TextDump();
        dump.text.append(message.messageName()).append('{');
        message.visit(dump);
        return dump.text.append('}').toString();
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
        StringBuilder target = field(name).append('"');
        String shown = value.toString();
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c < 0x80) {
                Ascii.escape(new byte[] {(byte) c}, 0, 1, target);
            } else {
                target.append(c);
            }
        }
        target.append('"');
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
