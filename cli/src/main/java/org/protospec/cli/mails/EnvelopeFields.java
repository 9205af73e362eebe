package org.protospec.cli.mails;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.parse.FieldVisitor;

/** The simple parameters of an event by name, as text; those of a list one after the other. */
final class EnvelopeFields implements FieldVisitor {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private @Nullable String list;
    private int depth;

    private EnvelopeFields() {}

    static EnvelopeFields of(Event event) {
        EnvelopeFields fields = new EnvelopeFields();
        event.visit(fields);
        return fields;
    }

    /** The value of a parameter, those of a list joined by commas; empty if there is none. */
    String get(String name) {
        return String.join(",", values.getOrDefault(name, List.of()));
    }

    private void put(String name, String value) {
        if (depth == 0) {
            values.computeIfAbsent(list == null ? name : list, any -> new ArrayList<>())
                    .add(value);
        }
    }

    @Override
    public void number(String name, long value) {
        put(name, Long.toString(value));
    }

    @Override
    public void unsigned(String name, long value) {
        put(name, Long.toUnsignedString(value));
    }

    @Override
    public void real(String name, double value) {
        put(name, Double.toString(value));
    }

    @Override
    public void flag(String name, boolean value) {
        put(name, Boolean.toString(value));
    }

    @Override
    public void text(String name, Slice value) {
        put(name, value.toString());
    }

    @Override
    public void symbol(String name, CharSequence value) {
        put(name, value.toString());
    }

    @Override
    public void absent(String name) {}

    @Override
    public void beginMessage(String name) {
        depth++;
    }

    @Override
    public void endMessage() {
        depth--;
    }

    @Override
    public void beginList(String name) {
        if (depth == 0) {
            list = name;
        }
    }

    @Override
    public void endList() {
        if (depth == 0) {
            list = null;
        }
    }
}
