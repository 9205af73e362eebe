package org.protospec.generator.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.ItemNode;
import org.protospec.generator.ast.ItemNode.FieldNode;
import org.protospec.generator.ast.ModifierNode;
import org.protospec.generator.ast.ModifierNode.IfModifier;
import org.protospec.generator.ast.ModifierNode.OrderModifier;
import org.protospec.generator.ast.ModifierNode.SizeModifier;
import org.protospec.generator.ast.Name;
import org.protospec.generator.ast.TypeNode;
import org.protospec.generator.source.Span;

/**
 * A length that stands right before what it is the length of: {@code bytes[u16]}, {@code T[u8]}, {@code T size u32}. It is short for a hidden
 * field and one that uses it, and nothing behind the parser knows better.
 */
final class LengthPrefix {
    private static final Pattern WHOLE_BYTES = Pattern.compile("u(8|16|24|32|40|48|56)");

    private static final Pattern NUMBER = Pattern.compile("[uif][0-9]+");

    private LengthPrefix() {}

    /** The items that a field stands for: itself, or its length and itself, both of them under the field's condition. */
    static List<ItemNode> spelledOut(FieldNode field) {
        TypeNode type = field.type();
        if (type instanceof TypeNode.CountedBytes bytes && isPrefix(bytes.count())) {
            Name length = length(field, bytes.count());
            return both(
                    field,
                    length,
                    new TypeNode.CountedBytes(bytes.span(), new ExprNode.NameNode(length.span(), length)));
        } else if (type instanceof TypeNode.CountedArray array && isPrefix(array.count())) {
            Name length = length(field, array.count());
            return both(
                    field,
                    length,
                    new TypeNode.CountedArray(
                            array.span(), array.element(), new ExprNode.NameNode(length.span(), length)));
        }
        Optional<ExprNode> size = modifier(field, SizeModifier.class).map(SizeModifier::value);
        return size.isPresent() && isPrefix(size.get()) ? both(field, length(field, size.get()), type) : List.of(field);
    }

    private static boolean isPrefix(ExprNode length) {
        return length instanceof ExprNode.NameNode name
                && WHOLE_BYTES.matcher(name.name().text()).matches();
    }

    /** Named as no other, and hidden; fields without a name are told apart by their place. */
    private static Name length(FieldNode field, ExprNode prefix) {
        String of = field.name().map(Name::text).orElse("at" + field.span().start());
        return new Name(prefix.span(), "_" + of + "_length");
    }

    private static List<ItemNode> both(FieldNode field, Name length, TypeNode type) {
        List<ModifierNode> own = new ArrayList<>();
        List<ModifierNode> prefix = new ArrayList<>();
        boolean ordersElements = type instanceof TypeNode.CountedArray array
                && array.element() instanceof TypeNode.NamedType element
                && NUMBER.matcher(element.name().text()).matches();
        for (ModifierNode each : field.modifiers()) {
            if (each instanceof OrderModifier) {
                prefix.add(each);
            } else if (each instanceof SizeModifier size && isPrefix(size.value())) {
                own.add(new SizeModifier(size.span(), new ExprNode.NameNode(length.span(), length)));
            } else if (!(each instanceof IfModifier)) {
                own.add(each);
            }
            if (each instanceof OrderModifier && ordersElements) {
                own.add(each);
            }
        }
        Span span = length.span();
        List<ItemNode> items = List.of(
                new FieldNode(
                        span,
                        "",
                        Optional.of(length),
                        new TypeNode.NamedType(span, new Name(span, span.text()), List.of()),
                        prefix),
                new FieldNode(field.span(), field.doc(), field.name(), type, own));
        return modifier(field, IfModifier.class)
                .<List<ItemNode>>map(when ->
                        List.of(new ItemNode.IfNode(when.condition().span(), when.condition(), items, List.of())))
                .orElse(items);
    }

    private static <T extends ModifierNode> Optional<T> modifier(FieldNode field, Class<T> kind) {
        return field.modifiers().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }
}
