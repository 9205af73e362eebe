package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Slice;

/** Writes what a spec does with texts: their methods, texts with values in them, and texts that are Java strings. */
final class TextExpressions {
    private final SpecNames names;
    private final Scope scope;
    private final Expressions expressions;

    TextExpressions(SpecNames names, Scope scope, Expressions expressions) {
        this.names = names;
        this.scope = scope;
        this.expressions = expressions;
    }

    Value call(Expr.TextCall call) {
        Value target = expressions.value(call.target());
        List<CodeBlock> present = new ArrayList<>(target.present());
        List<CodeBlock> arguments = new ArrayList<>();
        for (Expr argument : call.arguments()) {
            Value value = expressions.compared(argument);
            present.addAll(value.present());
            arguments.add(
                    argument instanceof Expr.TextLiteral
                            ? value.code()
                            : CodeBlock.of("$L.toString()", value.operand()));
        }
        switch (call.method()) {
            case STARTS_WITH:
                return Value.of("$L.startsWith($L)", target.operand(), arguments.get(0))
                        .given(present);
            case ENDS_WITH:
                return Value.of("$L.endsWith($L)", target.operand(), arguments.get(0))
                        .given(present);
            case CONTAINS:
                return Value.of("$L.contains($L)", target.operand(), arguments.get(0))
                        .given(present);
            case INT:
                present.add(CodeBlock.of("$L.toNumber() >= 0", target.operand()));
                return Value.of("$L.toNumber()", target.operand()).given(present);
            case ESCAPE:
                return Value.of("$L", scope.escaped(target.code(), arguments.get(0)))
                        .given(present);
            default:
                return edited(call, target, arguments).given(present);
        }
    }

    private Value edited(Expr.TextCall call, Value target, List<CodeBlock> arguments) {
        boolean chained = call.target() instanceof Expr.TextCall inner && isEdit(inner.method());
        CodeBlock edited = chained ? target.code() : CodeBlock.of("$L.show($L)", scope.scratch(), target.code());
        switch (call.method()) {
            case BEFORE:
                return Value.of("$L.before($L)", edited, octet(call).orElse(arguments.get(0)));
            case AFTER:
                return Value.of("$L.after($L)", edited, octet(call).orElse(arguments.get(0)));
            case TRIM:
                return Value.of("$L.trim()", edited);
            case LOWER:
                return Value.of("$L.fold($T.LOWER)", edited, Slice.Case.class);
            default:
                return Value.of("$L.fold($T.UPPER)", edited, Slice.Case.class);
        }
    }

    /** What is looked for, where it is one constant octet: that is found without a text being looked at. */
    private static Optional<CodeBlock> octet(Expr.TextCall call) {
        return call.arguments().get(0) instanceof Expr.TextLiteral literal
                        && literal.value().length() == 1
                        && literal.value().charAt(0) < 0x80
                ? Optional.of(
                        CodeBlock.of("$L", ByteTests.literal(literal.value().charAt(0))))
                : Optional.empty();
    }

    private static boolean isEdit(Expr.TextMethod method) {
        return switch (method) {
            case BEFORE, AFTER, TRIM, LOWER, UPPER -> true;
            default -> false;
        };
    }

    Value eventMember(Expr.EventMember member) {
        Value target = expressions.value(member.target());
        switch (member.property()) {
            case OFFSET:
                return Value.of("$L.offset()", target.operand());
            case BYTES:
                return Value.of("$L.bytes()", target.operand());
            default:
                return Value.of("$T.of($L)", Slice.class, asString(member).orElseThrow());
        }
    }

    /** Texts that are Java strings at run time. */
    Optional<CodeBlock> asString(Expr expr) {
        if (expr instanceof Expr.EventMember member) {
            CodeBlock target = expressions.value(member.target()).operand();
            boolean gap = member.target().type() instanceof Type.GapType;
            // What is known of content that could not be decoded is named as it is in specs.
            return switch (member.property()) {
                case STREAM, FILTER, REASON ->
                    Optional.of(CodeBlock.of(
                            "$L.$L()", target, member.property().name().toLowerCase(Locale.ROOT)));
                case PATH -> Optional.of(CodeBlock.of("$L.path()", target));
                case EXPECTED -> Optional.of(CodeBlock.of("$L.expected()", target));
                case DIRECTION ->
                    Optional.of(
                            gap
                                    ? CodeBlock.of("$L.direction().label()", target)
                                    : CodeBlock.of("$L.direction()", target));
                default -> Optional.empty();
            };
        }
        if (expr instanceof Expr.Transport) {
            return Optional.of(CodeBlock.of("flow().transport().label()"));
        }
        if (expr instanceof Expr.EventVarRef variable && expr.type() instanceof Type.TextType) {
            return Optional.of(
                    CodeBlock.of("$L.label()", scope.eventVariable(variable).operand()));
        }
        return Optional.empty();
    }

    /** A text as a Java string: for alerts and messages, where allocation does not matter. */
    CodeBlock string(Expr expr) {
        if (expr instanceof Expr.TextLiteral literal) {
            return CodeBlock.of("$S", literal.value());
        }
        return expr instanceof Expr.Interpolation interpolation
                ? together(interpolation)
                : CodeBlock.of(
                        "$T.valueOf($L)", String.class, expressions.value(expr).code());
    }

    /** A text with values in it: for what is rare, as it is allocated. */
    Value interpolation(Expr.Interpolation interpolation) {
        return Value.of("$T.of($L)", Slice.class, together(interpolation));
    }

    private CodeBlock together(Expr.Interpolation interpolation) {
        List<CodeBlock> parts = new ArrayList<>();
        if (!(interpolation.parts().isEmpty()) && !(interpolation.parts().get(0) instanceof Expr.TextLiteral)) {
            parts.add(CodeBlock.of("$S", ""));
        }
        interpolation.parts().forEach(part -> parts.add(shown(part)));
        return CodeBlock.join(parts, " + ");
    }

    private CodeBlock shown(Expr part) {
        if (part instanceof Expr.TextLiteral literal) {
            return CodeBlock.of("$S", literal.value());
        }
        Optional<CodeBlock> string = asString(part);
        if (string.isPresent()) {
            return string.get();
        }
        Value value = expressions.value(part);
        CodeBlock shown = value.operand();
        Type type = part.type().present();
        if (type instanceof Type.IntType number && !number.fitsLong()) {
            shown = CodeBlock.of("$T.toUnsignedString($L)", Long.class, value.code());
        } else if (type instanceof Type.EnumType item) {
            shown = CodeBlock.of("$T.name($L)", names.enumClass(item.enumId()), value.code());
        }
        return value.always() ? shown : CodeBlock.of("($L ? $L : $S)", value.presence(), shown, "none");
    }
}
