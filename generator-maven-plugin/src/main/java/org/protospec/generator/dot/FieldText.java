package org.protospec.generator.dot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.model.Type;

/** A field in few words: its type as a spec spells it, and what bounds it. */
final class FieldText {

    private final Spec spec;

    FieldText(Spec spec) {
        this.spec = spec;
    }

    /** The type, without the name of the field. */
    String type(FieldType type) {
        if (type instanceof FieldType.IntField number) {
            return (number.signed() ? "i" : "u") + number.bits() + order(number.order());
        } else if (type instanceof FieldType.FlagField) {
            return "flag";
        } else if (type instanceof FieldType.FloatField number) {
            return "f" + number.bits() + order(number.order());
        } else if (type instanceof FieldType.AddressField address) {
            return address.kind().name().toLowerCase(Locale.ROOT);
        } else if (type instanceof FieldType.EnumField named) {
            return spec.enums().get(named.enumId()).name() + order(named.order());
        } else if (type instanceof FieldType.TokenField token) {
            return spec.tokens().get(token.token()).displayName();
        } else if (type instanceof FieldType.BytesField bytes) {
            return bytes(bytes.end());
        } else if (type instanceof FieldType.MessageField message) {
            return message(message);
        } else if (type instanceof FieldType.ArrayField array) {
            boolean counted = array.end() instanceof ArrayEnd.Count;
            return type(array.element()) + (counted ? "[" + count(array.end()) + "]" : "[]");
        }
        if (type instanceof FieldType.SkipField skip) {
            return "skip " + source(skip.count());
        }
        return type instanceof FieldType.AlignField align ? "align " + align.bytes() : "?";
    }

    /** What an array's end says behind its brackets. */
    String loop(ArrayEnd end) {
        if (end instanceof ArrayEnd.Until until) {
            return "until " + source(until.condition());
        } else if (end instanceof ArrayEnd.While condition) {
            return "while " + source(condition.condition());
        }
        if (end instanceof ArrayEnd.LookAhead) {
            return "as long as another begins";
        }
        return end instanceof ArrayEnd.ToEnd ? "to the end" : count(end) + " times";
    }

    /** The pattern of a token that has a name; what else the token says. */
    List<String> pattern(FieldType type) {
        List<String> lines = new ArrayList<>();
        if (type instanceof FieldType.TokenField field) {
            TokenDef token = spec.tokens().get(field.token());
            if (token.name().isPresent()) {
                lines.add(patternOf(token));
            }
            token.max().ifPresent(max -> lines.add("max " + max));
        }
        return lines;
    }

    /** A pattern as it was written. */
    static String patternOf(TokenDef token) {
        return DotText.source(token.textSpan()) + (token.ignoreCase() ? " ignorecase" : "");
    }

    /** Everything about a field beside its type, one thing a text. */
    List<String> modifiers(Field field) {
        List<String> lines = new ArrayList<>();
        field.conversion().ifPresent(conversion -> lines.add("as " + conversion(conversion)));
        field.constant().ifPresent(constant -> lines.add("= " + source(constant)));
        field.max().ifPresent(max -> lines.add("max " + max));
        field.size().ifPresent(size -> lines.add("size " + source(size)));
        field.requirement().ifPresent(requirement -> lines.add("require " + source(requirement.condition())));
        field.stream().filter(Field.StreamTarget::isPart).ifPresent(stream -> lines.add("stream"));
        field.stream().flatMap(Field.StreamTarget::protocol).ifPresent(name -> lines.add("stream to protocol " + name));
        field.resync().ifPresent(resync -> lines.add("resync " + of(spec, resync)));
        if (!field.filters().isEmpty()) {
            lines.add(
                    "decode " + field.filters().stream().map(FieldText::filter).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    /** Where reading goes on, as in {@code after EOL}. */
    static String of(Spec spec, Resync resync) {
        return resync.place().name().toLowerCase(Locale.ROOT) + " "
                + spec.tokens().get(resync.token()).displayName();
    }

    private static String filter(FieldType.FilterUse use) {
        String condition = use.condition().map(each -> " if " + source(each)).orElse("");
        return use.decoder().word() + condition;
    }

    /** Parameters in parentheses, empty without any. */
    String parameters(List<Param> params) {
        return params.isEmpty()
                ? ""
                : params.stream()
                        .map(param -> param.name() + ": " + type(param.type()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private String bytes(BytesEnd end) {
        if (end instanceof BytesEnd.Count count) {
            return "bytes[" + source(count.count()) + "]";
        } else if (end instanceof BytesEnd.Until until) {
            String word = until.keep() == BytesEnd.Keep.LEAVE ? "before " : "until ";
            StringBuilder text = new StringBuilder("bytes " + word);
            text.append(until.tokens().stream().map(this::delimiter).collect(Collectors.joining(", ")));
            text.append(until.orEnd() ? " or end" : "");
            text.append(until.keep() == BytesEnd.Keep.INCLUDE ? " inclusive" : "");
            text.append(until.atLineStart() ? " at line_start" : "");
            until.whenAnswered()
                    .ifPresent(token ->
                            text.append(" or ").append(delimiter(token)).append(" when answered"));
            return text.toString();
        }
        return "bytes to end";
    }

    private String delimiter(int id) {
        TokenDef token = spec.tokens().get(id);
        return token.name().orElseGet(() -> patternOf(token));
    }

    private String message(FieldType.MessageField field) {
        String name = spec.messages().get(field.message()).name();
        return field.arguments().isEmpty()
                ? name
                : field.arguments().stream().map(FieldText::source).collect(Collectors.joining(", ", name + "(", ")"));
    }

    private static String count(ArrayEnd end) {
        return end instanceof ArrayEnd.Count count ? source(count.count()) : "";
    }

    private String conversion(Conversion conversion) {
        if (conversion instanceof Conversion.ToInt number) {
            return type(number.type()) + (number.radix() == 10 ? "" : " (base " + number.radix() + ")");
        } else if (conversion instanceof Conversion.ToEnum named) {
            return spec.enums().get(named.enumId()).name();
        }
        if (conversion instanceof Conversion.Call call) {
            return call.function();
        }
        if (conversion instanceof Conversion.Scale scale) {
            return "* " + scale.factor();
        }
        if (conversion instanceof Conversion.ToText text) {
            return "text(\"" + text.charset().label() + "\")";
        }
        return conversion instanceof Conversion.Upper ? "upper" : "lower";
    }

    private String type(Type type) {
        if (type instanceof Type.OptionalType optional) {
            return type(optional.element()) + "?";
        } else if (type instanceof Type.ListType list) {
            return type(list.element()) + "[]";
        } else if (type instanceof Type.IntType number) {
            return number(number);
        } else if (type instanceof Type.EnumType named) {
            return spec.enums().get(named.enumId()).name();
        } else if (type instanceof Type.MessageType message) {
            return spec.messages().get(message.message()).name();
        } else if (type instanceof Type.AddressType address) {
            return address.kind().name().toLowerCase(Locale.ROOT);
        } else if (type instanceof Type.FloatType number) {
            return "f" + number.bits();
        }
        return type instanceof Type.FlagType ? "flag" : "text";
    }

    private static String number(Type.IntType type) {
        boolean signed = type.min().signum() < 0;
        int bits = Math.max(type.max().bitLength(), type.min().bitLength()) + (signed ? 1 : 0);
        return bits >= 1 && bits <= 64 && Type.IntType.ofBits(bits, signed).equals(type)
                ? (signed ? "i" : "u") + bits
                : type.min() + ".." + type.max();
    }

    private static String order(ByteOrder order) {
        return order == ByteOrder.LITTLE ? " le" : "";
    }

    private static String source(Expr expression) {
        return DotText.source(expression.span());
    }
}
