package org.protospec.cli.output;

import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.FieldVisitor;

/**
 * Writes the parameters of an event for people: {@code name=value} for simple ones; the values alone for messages, as their
 * order is that on the wire; what is absent is left out.
 */
final class HumanFields implements FieldVisitor {
    /** Characters shown of one text. */
    private static final int SHOWN = 200;

    private final StringBuilder line;
    private int depth;
    private boolean blank;

    HumanFields(StringBuilder line) {
        this.line = line;
    }

    void begin() {
        depth = 0;
        blank = false;
    }

    private StringBuilder at(String name) {
        if (blank) {
            line.append(' ');
        }
        blank = true;
        return depth == 0 ? line.append(name).append('=') : line;
    }

    @Override
    public void number(String name, long value) {
        at(name).append(value);
    }

    @Override
    public void unsigned(String name, long value) {
        at(name).append(Long.toUnsignedString(value));
    }

    @Override
    public void real(String name, double value) {
        at(name).append(value);
    }

    @Override
    public void flag(String name, boolean value) {
        if (depth > 0 && value) {
            at(name).append(name);
        } else if (depth == 0) {
            at(name).append(value);
        }
    }

    @Override
    public void text(String name, Slice value) {
        symbol(name, value.toString());
    }

    @Override
    public void symbol(String name, CharSequence value) {
        String text = value.toString();
        if (depth == 0) {
            boolean quoted = text.isEmpty() || text.indexOf(' ') >= 0 && text.charAt(0) != '"';
            at(name).append(quoted ? "\"" : "");
            Printable.append(text, SHOWN, line);
            line.append(quoted ? "\"" : "");
        } else if (!text.isBlank()) {
            Printable.append(text, SHOWN, at(name));
        }
    }

    @Override
    public void absent(String name) {}

    @Override
    public void beginMessage(String name) {
        if (depth > 0 && name.isEmpty() && blank) {
            line.append(" |");
        }
        depth++;
    }

    @Override
    public void endMessage() {
        depth--;
    }

    @Override
    public void beginList(String name) {
        if (depth == 0) {
            at(name);
            blank = false;
        } else if (blank) {
            line.append(' ');
            blank = false;
        }
        line.append('[');
        depth++;
    }

    @Override
    public void endList() {
        line.append(']');
        blank = true;
        depth--;
    }
}
