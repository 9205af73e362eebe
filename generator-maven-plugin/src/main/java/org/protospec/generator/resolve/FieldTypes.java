package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.ast.TypeNode;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.AddressKind;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.model.Type;

/** From a field's type as written to how its bytes are read. */
final class FieldTypes {

    /** How a field is read, and the type of what was read. */
    record Encoding(FieldType field, Type type) {
        boolean isError() {
            return field instanceof FieldType.ErrorField;
        }
    }

    static final Encoding ERROR = new Encoding(new FieldType.ErrorField(), Types.ERROR);

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final MessageResolver messages;
    private final ByteOrder fileOrder;

    FieldTypes(Symbols symbols, ExpressionResolver expressions, MessageResolver messages, ByteOrder fileOrder) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.messages = messages;
        this.fileOrder = fileOrder;
    }

    Encoding resolve(TypeNode node, MessageScope scope, MessageDraft message, String fieldName) {
        if (node instanceof TypeNode.NamedType n) {
            return named(n, scope);
        } else if (node instanceof TypeNode.PatternType n) {
            return token(symbols.tokens.inPlace(n.pattern()));
        } else if (node instanceof TypeNode.InlineType n) {
            int id = messages.inline(n, scope, message, fieldName);
            return new Encoding(new FieldType.MessageField(id, List.of()), new Type.MessageType(id));
        } else if (node instanceof TypeNode.CountedBytes n) {
            return bytes(new BytesEnd.Count(expressions.count(n.count(), scope, "a number of bytes")));
        } else if (node instanceof TypeNode.BytesToEnd) {
            return bytes(new BytesEnd.ToEnd());
        } else if (node instanceof TypeNode.DelimitedBytes n) {
            return delimited(n);
        } else if (node instanceof TypeNode.CountedArray n) {
            return counted(n, scope, message, fieldName);
        } else if (node instanceof TypeNode.ArrayUntil n) {
            Encoding element = element(n.element(), scope, message, fieldName);
            Expr condition = condition(n.condition(), scope, element, "the condition of \"until\"");
            return array(element, new ArrayEnd.Until(condition), 1);
        } else if (node instanceof TypeNode.ArrayWhile n) {
            Encoding element = element(n.element(), scope, message, fieldName);
            Expr condition = condition(n.condition(), scope, element, "the condition of \"while\"");
            return array(element, new ArrayEnd.While(condition), 1);
        }
        if (node instanceof TypeNode.ArrayByLookAhead n) {
            return array(element(n.element(), scope, message, fieldName), new ArrayEnd.LookAhead(), 0);
        }
        TypeNode.ArrayToEnd n = (TypeNode.ArrayToEnd) node;
        return array(element(n.element(), scope, message, fieldName), new ArrayEnd.ToEnd(), 0);
    }

    private Encoding counted(TypeNode.CountedArray node, MessageScope scope, MessageDraft message, String name) {
        Expr count = expressions.count(node.count(), scope, "a number of elements");
        Encoding element = element(node.element(), scope, message, name);
        long least = count.type() instanceof Type.IntType t && t.fitsLong()
                ? Math.max(0, t.min().longValue())
                : 0;
        return array(element, new ArrayEnd.Count(count), least);
    }

    private Expr condition(ExprNode node, MessageScope scope, Encoding element, String what) {
        return expressions.flag(node, scope.withIt(element.type()), what);
    }

    private static Encoding array(Encoding element, ArrayEnd end, long least) {
        return element.isError()
                ? ERROR
                : new Encoding(
                        new FieldType.ArrayField(element.field(), element.type(), end),
                        new Type.ListType(element.type(), least));
    }

    private Encoding element(TypeNode node, MessageScope scope, MessageDraft message, String fieldName) {
        Encoding element = resolve(node, scope, message, fieldName);
        if (element.field() instanceof FieldType.BytesField) {
            symbols.report(DiagnosticKind.ARRAY_OF_BYTES, node.span());
            return ERROR;
        }
        int bits = bits(element.field());
        if (bits % Byte.SIZE != 0) {
            symbols.report(
                    DiagnosticKind.ENDS_IN_BYTE,
                    node.span(),
                    "an element of this array",
                    bits == 1 ? "1 bit" : bits + " bits");
            return ERROR;
        }
        return element;
    }

    /** The width in bits of what is read bit by bit; of everything else 0. */
    int bits(FieldType type) {
        if (type instanceof FieldType.IntField t) {
            return t.bits();
        } else if (type instanceof FieldType.FlagField) {
            return 1;
        } else if (type instanceof FieldType.EnumField t) {
            return symbols.enumById(t.enumId()).map(EnumDef::bits).orElse(Byte.SIZE);
        }
        return 0;
    }

    private Encoding named(TypeNode.NamedType node, MessageScope scope) {
        Name name = node.name();
        List<Expr> arguments = expressions.arguments(node.arguments(), scope);
        Integer message = symbols.messageIds.get(name.text());
        if (message != null) {
            return message(node, message, arguments);
        }
        Encoding encoding = simple(name);
        if (!encoding.isError() && !arguments.isEmpty()) {
            Arguments.counted(symbols, node.span(), name.text(), 0, arguments.size());
        }
        return encoding;
    }

    private Encoding message(TypeNode.NamedType node, int id, List<Expr> arguments) {
        messages.ensure(id);
        List<Expr> fitted = Arguments.fit(
                symbols, expressions, node.span(), node.name().text(), symbols.message(id).params, arguments);
        return new Encoding(new FieldType.MessageField(id, fitted), new Type.MessageType(id));
    }

    private Encoding simple(Name name) {
        OptionalInt width = ValueTypes.width(name.text());
        if (width.isPresent()) {
            return new ValueTypes(symbols)
                    .integer(name, width.getAsInt())
                    .map(type -> integer(width.getAsInt(), name.text().startsWith("i"), type))
                    .orElse(ERROR);
        }
        switch (name.text()) {
            case "flag":
                return new Encoding(new FieldType.FlagField(ByteOrder.BIG), Types.FLAG);
            case "f32":
                return new Encoding(new FieldType.FloatField(32, fileOrder), new Type.FloatType(32));
            case "f64":
                return new Encoding(new FieldType.FloatField(64, fileOrder), new Type.FloatType(64));
            case "ipv4":
                return address(AddressKind.IPV4);
            case "ipv6":
                return address(AddressKind.IPV6);
            case "mac":
                return address(AddressKind.MAC);
            default:
                break;
        }
        EnumDef type = symbols.enums.get(name.text());
        if (type != null) {
            return new Encoding(new FieldType.EnumField(type.id(), order(type.bits())), new Type.EnumType(type.id()));
        }
        Optional<TokenDef> token = symbols.tokens.named(name.text());
        if (token.isEmpty()) {
            symbols.unknown(DiagnosticKind.UNKNOWN_TYPE, name, symbols.typeNames(), name.text());
            return ERROR;
        }
        return token(token.get());
    }

    private Encoding integer(int bits, boolean signed, Type type) {
        return new Encoding(new FieldType.IntField(bits, signed, order(bits)), type);
    }

    private ByteOrder order(int bits) {
        return bits % Byte.SIZE == 0 ? fileOrder : ByteOrder.BIG;
    }

    private static Encoding address(AddressKind kind) {
        return new Encoding(new FieldType.AddressField(kind), new Type.AddressType(kind));
    }

    private static Encoding token(TokenDef token) {
        return new Encoding(new FieldType.TokenField(token.id()), Types.TEXT);
    }

    private static Encoding bytes(BytesEnd end) {
        return new Encoding(new FieldType.BytesField(end, Optional.empty(), List.of()), Types.TEXT);
    }

    private Encoding delimited(TypeNode.DelimitedBytes node) {
        List<OptionalInt> tokens = new ArrayList<>();
        node.delimiters().forEach(d -> tokens.add(symbols.delimiter(d)));
        node.whenAnswered().stream().limit(1).forEach(d -> tokens.add(symbols.delimiter(d)));
        if (tokens.contains(OptionalInt.empty())) {
            return ERROR;
        }
        BytesEnd.Keep keep = switch (node.keep()) {
            case DROP -> BytesEnd.Keep.DROP;
            case INCLUDE -> BytesEnd.Keep.INCLUDE;
            case LEAVE -> BytesEnd.Keep.LEAVE;
        };
        int strict = node.delimiters().size();
        return bytes(new BytesEnd.Until(
                tokens.subList(0, strict).stream().map(OptionalInt::getAsInt).toList(),
                keep,
                node.options().contains(TypeNode.DelimiterOption.AT_LINE_START),
                node.options().contains(TypeNode.DelimiterOption.OR_END),
                tokens.size() > strict ? tokens.get(strict) : OptionalInt.empty()));
    }
}
