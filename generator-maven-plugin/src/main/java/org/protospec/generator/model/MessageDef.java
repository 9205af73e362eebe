package org.protospec.generator.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.protospec.generator.source.Span;

/**
 * A message: a record of fields, and how they are read.
 *
 * @param id index in {@link Spec#messages()}
 * @param name the declared name; of an inline message one made of its parent's and its field's in PascalCase, unique
 * @param parent the message that an inline message is written in; its expressions may name the parent's fields
 * @param span the name of a declared message, the braces of an inline one
 * @param max how many of it may lie within each other, if it says so
 * @param items how the message is read, in order; fields and lets occur here at their places
 * @param fields all fields of {@code items}, those of branches too, in written order; the index is {@link Field#index}
 * @param lets all lets of {@code items}, likewise
 */
public record MessageDef(
        int id,
        String name,
        String doc,
        Span span,
        OptionalInt parent,
        List<Param> params,
        OptionalLong max,
        List<Item> items,
        List<Field> fields,
        List<Let> lets) {

    public MessageDef {
        params = List.copyOf(params);
        items = List.copyOf(items);
        fields = List.copyOf(fields);
        lets = List.copyOf(lets);
    }

    /**
     * A computed value that a message has beside its fields.
     *
     * @param index index in {@link MessageDef#lets()}
     * @param type the type within the branch, or everywhere if not conditional
     * @param max most bytes of a text that is put together, if it says so
     * @param conditional whether it may be absent once the message is read, because it lies in a branch; from outside
     *     of that branch its type is then optional
     */
    public record Let(
            int index,
            String name,
            String doc,
            Span span,
            Type type,
            OptionalLong max,
            Expr value,
            boolean conditional) {}
}
