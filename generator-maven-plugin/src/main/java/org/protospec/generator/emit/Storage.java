package org.protospec.generator.emit;

import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.ArrayField;
import org.protospec.generator.model.FieldType.MessageField;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;

/** How a generated message keeps a field. */
enum Storage {
    /** Nothing is kept: the field is only matched. */
    NONE,
    /** In a run of fixed size, read where it lies. */
    RUN,
    /** As the slice of the bytes. */
    SLICE,
    /** As the bytes that the filters made. */
    DECODED,
    /** As the number that the text was. */
    NUMBER,
    /** As the lengths of what was handed on. */
    CONTENT,
    /** As a nested message. */
    MESSAGE,
    /** As a list of messages. */
    MESSAGES,
    /** As a list of slices. */
    SLICES,
    /** As a list of numbers, read where they lie. */
    NUMBERS;

    static Storage of(MessageIr message, Field field) {
        FieldType type = field.encoding();
        boolean wanted = field.constant().isPresent()
                || field.requirement().isPresent()
                || field.label().isPresent();
        if (field.stream().isPresent()) {
            return CONTENT;
        } else if (type instanceof MessageField) {
            return MESSAGE;
        } else if (type instanceof ArrayField array) {
            return ofArray(array);
        } else if (!wanted) {
            return NONE;
        } else if (message.place(field).isPresent()) {
            return RUN;
        }
        if (isDecoded(field)) {
            return DECODED;
        }
        return field.conversion().filter(Conversion.ToInt.class::isInstance).isPresent() ? NUMBER : SLICE;
    }

    /** Whether the value of a field has bytes of its own: those that filters or a character set make. */
    static boolean isDecoded(Field field) {
        return !field.filters().isEmpty()
                || field.conversion()
                        .filter(Conversion.ToText.class::isInstance)
                        .isPresent();
    }

    /** Whether a nested message may contain the one that it is in, and its object is made when it is first needed. */
    static boolean isLazy(Streams streams, MessageIr message, Field field) {
        return field.conditional()
                && field.encoding() instanceof MessageField nested
                && streams.containment()
                        .contains(nested.message(), message.def().id());
    }

    /** Whether a computed text has bytes of its own: it is put together, or a function in Java has made it. */
    static boolean isOwn(MessageDef.Let let) {
        return let.value() instanceof Expr.Join
                || let.type().present() instanceof Type.TextType
                        && org.protospec.generator.model.Expressions.any(let.value(), Storage::makesText);
    }

    private static boolean makesText(Expr expr) {
        return expr instanceof Expr.ExternCall && expr.type().present() instanceof Type.TextType;
    }

    private static Storage ofArray(ArrayField array) {
        if (array.element() instanceof MessageField) {
            return MESSAGES;
        }
        boolean numbers =
                array.element() instanceof FieldType.IntField || array.element() instanceof FieldType.EnumField;
        return numbers ? NUMBERS : SLICES;
    }
}
