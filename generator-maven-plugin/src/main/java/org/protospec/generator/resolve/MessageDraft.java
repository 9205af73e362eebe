package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.Span;

/** A message while it is resolved. */
final class MessageDraft {

    final int id;
    final String name;
    final String doc;
    final Span span;
    final OptionalInt parent;
    final OptionalLong max;
    final List<Param> params = new ArrayList<>();
    final List<Field> fields = new ArrayList<>();
    final List<MessageDef.Let> lets = new ArrayList<>();

    /** Computed values whose types are written, by name: known before the message is resolved as far as them. */
    final Map<String, TypedLet> typed = new LinkedHashMap<>();

    private int announced;
    List<Item> items = List.of();

    MessageDraft(int id, String name, String doc, Span span, OptionalInt parent, OptionalLong max) {
        this.id = id;
        this.name = name;
        this.doc = doc;
        this.span = span;
        this.parent = parent;
        this.max = max;
    }

    Optional<Field> field(String fieldName) {
        return fields.stream()
                .filter(f -> f.name().equals(Optional.of(fieldName)))
                .findFirst();
    }

    Optional<MessageDef.Let> let(String letName) {
        return lets.stream().filter(l -> l.name().equals(letName)).findFirst();
    }

    /** A computed value that is still to come. */
    record TypedLet(int index, Type type, boolean conditional) {}

    /** Takes note of the next computed value in written order. */
    void announceLet(String letName, Optional<Type> type, boolean conditional) {
        int index = announced++;
        type.ifPresent(t -> typed.putIfAbsent(letName, new TypedLet(index, t, conditional)));
    }

    /** What can stand behind the dot after a value of this message. */
    Set<String> memberNames() {
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(f -> f.name().ifPresent(names::add));
        lets.forEach(l -> names.add(l.name()));
        names.addAll(typed.keySet());
        return names;
    }

    MessageDef finish() {
        return new MessageDef(id, name, doc, span, parent, params, max, items, fields, lets);
    }
}
