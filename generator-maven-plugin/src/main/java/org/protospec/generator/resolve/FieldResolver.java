package org.protospec.generator.resolve;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.protospec.generator.ast.Declaration.Endian;
import org.protospec.generator.ast.ItemNode.FieldNode;
import org.protospec.generator.ast.ModifierNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Type;
import org.protospec.generator.resolve.FieldTypes.Encoding;
import org.protospec.generator.source.Span;

/** Resolves a field: its type, and the modifiers that can go with it. */
final class FieldResolver {

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final FieldTypes types;
    private final Conversions conversions;
    private final StreamResolver streams;
    private final Functions functions;
    private final GroupResolver groups;

    FieldResolver(Symbols symbols, ExpressionResolver expressions, FieldTypes types) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.types = types;
        this.conversions = new Conversions(symbols, expressions);
        this.streams = new StreamResolver(symbols, expressions);
        this.functions = expressions.functions();
        this.groups = new GroupResolver(symbols);
    }

    Field resolve(FieldNode node, MessageScope scope, MessageDraft message, BitOrder bits) {
        Optional<Expr> condition = modifier(node, ModifierNode.IfModifier.class)
                .map(m -> expressions.flag(m.condition(), scope, "the condition of \"if\""));
        String name = node.name().map(Name::text).orElse("part");
        Encoding encoding = types.resolve(node.type(), scope, message, name);
        encoding = ordered(node, bitwise(encoding, bits));
        encoding = streams.streamed(node, encoding, scope);
        Optional<Field.Parts> parts = streams.parts(node, encoding, scope);
        if (parts.isPresent()) {
            encoding = new Encoding(encoding.field(), Types.STREAMED);
        }
        Optional<ExternDef> function = function(node);
        Optional<Conversion> conversion = function.isPresent()
                ? call(node, function.get(), encoding, letOf(node, message))
                : conversion(node, encoding);
        Type type = conversion.isEmpty()
                ? encoding.type()
                : function.flatMap(ExternDef::result).orElseGet(() -> Conversions.result(conversion.get()));
        boolean converts = modifier(node, ModifierNode.AsModifier.class).isPresent()
                || modifier(node, ModifierNode.ScaleModifier.class).isPresent();
        Type value = converts && conversion.isEmpty() ? Types.ERROR : type;
        Span span = node.name().map(Name::span).orElse(node.type().span());
        return new Field(
                message.fields.size(),
                conversion.filter(Conversion.Call.class::isInstance).isPresent()
                        ? Optional.empty()
                        : node.name().map(Name::text),
                node.doc(),
                span,
                encoding.field(),
                conversion,
                constant(node, value, scope),
                max(node, encoding, scope),
                size(node, encoding, scope),
                condition,
                requirement(node, value, scope),
                parts,
                modifier(node, ModifierNode.ResyncModifier.class).flatMap(m -> symbols.resync(m.span(), m.place())),
                function.isPresent() ? encoding.type() : value,
                scope.inBranch() || condition.isPresent());
    }

    /** The function that makes a field's value of what was read, if one does. */
    Optional<ExternDef> function(FieldNode node) {
        return modifier(node, ModifierNode.AsModifier.class)
                .flatMap(m -> symbols.extern(m.conversion(), ExternDef.Form.FUNCTION));
    }

    /** The value that a function makes of a field stands behind those of the groups of its token. */
    private int letOf(FieldNode node, MessageDraft message) {
        return message.lets.size() + groups.of(node).size();
    }

    private Optional<Conversion> call(FieldNode node, ExternDef function, Encoding encoding, int let) {
        ModifierNode.AsModifier modifier =
                modifier(node, ModifierNode.AsModifier.class).orElseThrow();
        int given = modifier.arguments().size();
        if (!Arguments.counted(symbols, modifier.span(), function.name(), 0, given) || encoding.isError()) {
            return Optional.empty();
        }
        boolean view = encoding.field() instanceof FieldType.MessageField
                || encoding.field() instanceof FieldType.ArrayField
                || node.name().isEmpty();
        if (view) {
            String thing = node.name().isEmpty() ? "a field without a name" : kind(encoding.field());
            misfit(modifier.span(), "as " + function.name(), thing);
            return Optional.empty();
        }
        return functions
                .conversion(modifier.conversion(), modifier.span(), encoding.type())
                .map(each ->
                        new Conversion.Call(function.name(), node.name().get().text(), let));
    }

    static <T extends ModifierNode> Optional<T> modifier(FieldNode node, Class<T> kind) {
        return node.modifiers().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private void misfit(Span span, String modifier, String thing) {
        symbols.report(DiagnosticKind.MODIFIER_MISFIT, span, modifier, thing);
    }

    static String kind(FieldType type) {
        if (type instanceof FieldType.IntField) {
            return "an integer";
        } else if (type instanceof FieldType.FlagField) {
            return "a flag";
        } else if (type instanceof FieldType.FloatField) {
            return "a number";
        } else if (type instanceof FieldType.AddressField) {
            return "an address";
        } else if (type instanceof FieldType.EnumField) {
            return "an enum";
        } else if (type instanceof FieldType.TokenField) {
            return "a token";
        } else if (type instanceof FieldType.BytesField) {
            return "bytes";
        }
        return type instanceof FieldType.ArrayField ? "an array" : "a message";
    }

    /** Without an order of its own, a field that has bits of a byte takes them as its surroundings say. */
    private Encoding bitwise(Encoding encoding, BitOrder order) {
        int width = types.bits(encoding.field());
        if (order == BitOrder.MSB || width == 0 || (order == BitOrder.LSB && width % Byte.SIZE == 0)) {
            return encoding;
        }
        FieldType field = encoding.field();
        if (field instanceof FieldType.IntField t) {
            field = new FieldType.IntField(t.bits(), t.signed(), ByteOrder.LITTLE);
        } else if (field instanceof FieldType.EnumField t) {
            field = new FieldType.EnumField(t.enumId(), ByteOrder.LITTLE);
        } else {
            field = new FieldType.FlagField(ByteOrder.LITTLE);
        }
        return new Encoding(field, encoding.type());
    }

    private Encoding ordered(FieldNode node, Encoding encoding) {
        Optional<ModifierNode.OrderModifier> modifier = modifier(node, ModifierNode.OrderModifier.class);
        if (modifier.isEmpty() || encoding.isError()) {
            return encoding;
        }
        Span span = modifier.get().span();
        ByteOrder order = modifier.get().endian() == Endian.LITTLE ? ByteOrder.LITTLE : ByteOrder.BIG;
        FieldType single = encoding.field() instanceof FieldType.ArrayField a ? a.element() : encoding.field();
        int bits = types.bits(single);
        FieldType ordered;
        if (single instanceof FieldType.IntField t) {
            ordered = new FieldType.IntField(t.bits(), t.signed(), order);
        } else if (single instanceof FieldType.EnumField t) {
            ordered = new FieldType.EnumField(t.enumId(), order);
        } else if (single instanceof FieldType.FloatField t) {
            ordered = new FieldType.FloatField(t.bits(), order);
        } else {
            misfit(span, span.text(), kind(single));
            return encoding;
        }
        if (bits % Byte.SIZE != 0) {
            symbols.report(DiagnosticKind.ORDER_OF_BITS, span, span.text(), bits == 1 ? "1 bit" : bits + " bits");
            return encoding;
        }
        FieldType all = encoding.field() instanceof FieldType.ArrayField a
                ? new FieldType.ArrayField(ordered, a.elementType(), a.end())
                : ordered;
        return new Encoding(all, encoding.type());
    }

    private Optional<Conversion> conversion(FieldNode node, Encoding encoding) {
        Optional<ModifierNode.AsModifier> modifier = modifier(node, ModifierNode.AsModifier.class);
        Optional<ModifierNode.ScaleModifier> scale = modifier(node, ModifierNode.ScaleModifier.class);
        return scale.isPresent()
                ? conversions.scale(scale.get(), encoding)
                : modifier.flatMap(m -> conversions.resolve(m, encoding.type()));
    }

    private Optional<Expr> constant(FieldNode node, Type type, MessageScope scope) {
        Optional<ModifierNode.ConstantModifier> modifier = modifier(node, ModifierNode.ConstantModifier.class);
        if (modifier.isEmpty()) {
            return Optional.empty();
        }
        Expr value = expressions.resolve(modifier.get().value(), scope);
        boolean simple = type instanceof Type.IntType
                || type instanceof Type.FlagType
                || type instanceof Type.TextType
                || type instanceof Type.EnumType
                || Types.isError(type);
        if (!simple) {
            misfit(modifier.get().span(), "=", symbols.describe(type));
            return Optional.empty();
        }
        String what = node.name().map(n -> "\"" + n.text() + "\"").orElse("this field");
        return Optional.of(expressions.fit(value, type, what));
    }

    private OptionalLong max(FieldNode node, Encoding encoding, MessageScope scope) {
        Optional<ModifierNode.MaxModifier> modifier = modifier(node, ModifierNode.MaxModifier.class);
        if (modifier.isEmpty() || encoding.isError()) {
            return OptionalLong.empty();
        }
        boolean bounded = encoding.field() instanceof FieldType.ArrayField
                || encoding.field() instanceof FieldType.BytesField
                || encoding.field() instanceof FieldType.TokenField;
        if (!bounded) {
            misfit(modifier.get().span(), "max", kind(encoding.field()));
            return OptionalLong.empty();
        }
        Optional<BigInteger> value = expressions.constantCount(modifier.get().value(), scope, "a bound");
        return value.isPresent() && value.get().bitLength() < Long.SIZE
                ? OptionalLong.of(value.get().longValue())
                : OptionalLong.empty();
    }

    private Optional<Expr> size(FieldNode node, Encoding encoding, MessageScope scope) {
        Optional<ModifierNode.SizeModifier> modifier = modifier(node, ModifierNode.SizeModifier.class);
        if (modifier.isEmpty() || encoding.isError()) {
            return Optional.empty();
        }
        boolean simple = types.bits(encoding.field()) > 0
                || encoding.field() instanceof FieldType.FloatField
                || encoding.field() instanceof FieldType.AddressField;
        if (simple) {
            misfit(modifier.get().span(), "size", kind(encoding.field()));
            return Optional.empty();
        }
        return Optional.of(expressions.count(modifier.get().value(), scope, "a size"));
    }

    private Optional<Field.Requirement> requirement(FieldNode node, Type type, MessageScope scope) {
        return modifier(node, ModifierNode.RequireModifier.class).map(m -> {
            Scope inner = scope.withIt(type);
            return new Field.Requirement(
                    m.span(),
                    expressions.flag(m.condition(), inner, "a requirement"),
                    m.text().map(t -> expressions.resolve(t, inner)));
        });
    }
}
