package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.source.Span;

/** A message while it is resolved. */
final class MessageDraft {

    final int id;
    final String name;
    final String doc;
    final Span span;
    final OptionalInt parent;
    final List<Param> params = new ArrayList<>();
    final List<Field> fields = new ArrayList<>();
    final List<MessageDef.Let> lets = new ArrayList<>();
    List<Item> items = List.of();

    MessageDraft(int id, String name, String doc, Span span, OptionalInt parent) {
        this.id = id;
        this.name = name;
        this.doc = doc;
        this.span = span;
        this.parent = parent;
    }

    Optional<Field> field(String fieldName) {
        return fields.stream()
                .filter(f -> f.name().equals(Optional.of(fieldName)))
                .findFirst();
    }

    Optional<MessageDef.Let> let(String letName) {
        return lets.stream().filter(l -> l.name().equals(letName)).findFirst();
    }

    /** What can stand behind the dot after a value of this message. */
    Set<String> memberNames() {
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(f -> f.name().ifPresent(names::add));
        lets.forEach(l -> names.add(l.name()));
        return names;
    }

    MessageDef finish() {
        return new MessageDef(id, name, doc, span, parent, params, items, fields, lets);
    }
}
