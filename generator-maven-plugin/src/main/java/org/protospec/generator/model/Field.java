package org.protospec.generator.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.protospec.generator.source.Span;

/**
 * A field of a message.
 *
 * @param index index in {@link MessageDef#fields()}; unnamed fields have one too
 * @param name absent if the field is only matched and not kept
 * @param span the name, or the type of a field without one
 * @param encoding how its bytes are read
 * @param conversion how the value is made from what was read
 * @param constant what the (converted) value must be; its type can be compared with {@code type}
 * @param max most bytes, or elements of an array
 * @param size the bytes of the window that the field must consume exactly
 * @param condition the field is only there if this holds ({@code if e} behind the type)
 * @param requirement what must hold once it is read; {@link Expr.ItRef} is the value
 * @param parts a message, or an array of them, of which nothing is kept but what is handed on as one content
 * @param resync where an array goes on behind an element that does not fit
 * @param type the type of the value when it is there, after conversion, never optional because of a condition
 * @param conditional whether it may be absent once the message is read: because of {@code condition}, or of a branch
 *     that it lies in. From outside that branch, a reference to it has the optional type
 */
public record Field(
        int index,
        Optional<String> name,
        String doc,
        Span span,
        FieldType encoding,
        Optional<Conversion> conversion,
        Optional<Expr> constant,
        OptionalLong max,
        Optional<Expr> size,
        Optional<Expr> condition,
        Optional<Requirement> requirement,
        Optional<Parts> parts,
        Optional<Resync> resync,
        Type type,
        boolean conditional) {

    /** A field that is only passed over. */
    public static Field unnamed(int index, Span span, FieldType encoding, boolean conditional) {
        return new Field(
                index,
                Optional.empty(),
                "",
                span,
                encoding,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Type.ErrorType(),
                conditional);
    }

    /** A condition on what was read; without it the message is a parse error, with {@code text} if there is one. */
    public record Requirement(Span span, Expr condition, Optional<Expr> text) {}

    /** What people know the field by: its name, or that of the value that a function makes of it. */
    public Optional<String> label() {
        return conversion.orElse(null) instanceof Conversion.Call call ? Optional.of(call.name()) : name;
    }

    /** What is handed on of a field: by itself, or by the fields within it. */
    public Optional<StreamTarget> stream() {
        return encoding instanceof FieldType.BytesField bytes ? bytes.stream() : parts.map(Parts::stream);
    }

    /** What decodes its bytes, in this order. */
    public List<FieldType.FilterUse> filters() {
        return encoding instanceof FieldType.BytesField bytes
                ? bytes.filters()
                : parts.map(Parts::filters).orElse(List.of());
    }

    /** One content made of what the fields within a message, or within the elements of an array, hand on. */
    public record Parts(StreamTarget stream, List<FieldType.FilterUse> filters) {

        public Parts {
            filters = List.copyOf(filters);
        }
    }

    /**
     * What takes the pieces of a streamed field.
     *
     * @param event the event, if there is one
     * @param protocol another protocol whose stream they are, if that is what they are; without both, the field that the message is
     *     read for is one content, of which this is a part
     */
    public record StreamTarget(Span span, OptionalInt event, List<Expr> arguments, Optional<String> protocol) {

        public StreamTarget {
            arguments = List.copyOf(arguments);
        }

        /** Whether it is a part of what a field around it hands on. */
        public boolean isPart() {
            return event.isEmpty() && protocol.isEmpty();
        }
    }
}
