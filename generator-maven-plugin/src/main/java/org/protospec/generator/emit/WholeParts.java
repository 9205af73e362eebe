package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Objects;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;

/** Writes how the short way through a message reads the messages in it; see {@link WholeReads}. */
final class WholeParts {
    private final WholeCode host;
    private final ParserContext context;
    private final CodeBlock.Builder code;
    private final WholeMessages messages;

    WholeParts(WholeCode host) {
        this.host = host;
        this.context = host.context;
        this.code = host.code;
        this.messages = context.wholeMessages;
    }

    void message(Step.ReadMessage nested) {
        begin(nested.field(), nested.message(), nested.arguments());
        boolean mayBeSeen = messages.isNoted(nested.message()) && isAtPlace(nested);
        if (mayBeSeen) {
            seen(nested);
        }
        part(nested.message(), nested.field(), "message." + host.target(nested.field()));
        host.missIf("end < 0");
        host.isThere(nested.field());
        code.addStatement("p = end");
        if (mayBeSeen) {
            code.endControlFlow();
        }
    }

    /** Whether a message is all that is read at a place elsewhere. */
    private boolean isAtPlace(Step.ReadMessage nested) {
        List<Step> steps = context.ir.steps();
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i) == nested) {
                return steps.get(i - 1) instanceof Step.GoTo
                        && Storage.isLazy(context.streams, context.ir, nested.field());
            }
        }
        return false;
    }

    /** What was read at that place before is not read once more. */
    private void seen(Step.ReadMessage nested) {
        ClassName type = context.names.message(nested.message());
        String seen = context.members.member("seen");
        code.addStatement(
                "$1T $2L = seen($3L, $1T.class, $4L, p, places)",
                type,
                seen,
                parser(nested.field()),
                messages.mostWithin(nested.message()));
        code.beginControlFlow("if ($L != null)", seen)
                .addStatement("message.$L = $L", host.field(nested.field()), seen)
                .addStatement("p = places.seenEnd(p)")
                .nextControlFlow("else");
    }

    /** The parser of a part, with its arguments; one that may contain this message again has a bound. */
    private void begin(Field field, int message, List<Expr> arguments) {
        if (parser(field).endsWith("()")) {
            host.missIf("isTooDeep($L)", parser(field));
        }
        host.callArgs(parser(field), message, arguments);
    }

    private String parser(Field field) {
        return Objects.requireNonNull(context.parsers.get(field.index()));
    }

    /** Reads a message into a part of this one. */
    private void part(int message, Field field, String target) {
        host.searches = true;
        boolean placed = messages.isPlaced(message);
        code.addStatement(
                "end = $L($L, $L, bytes, start, p, $L$L)",
                messages.isToEnd(message) && !placed ? "partToEnd" : "part",
                parser(field),
                target,
                host.limit(),
                placed ? ", places" : "");
    }

    void messages(Step.ReadMessages nested) {
        begin(nested.field(), nested.message(), nested.arguments());
        if (host.setsAll()) {
            code.addStatement("message.$L.clear()", host.field(nested.field()));
        }
        ArrayEnd end = ((FieldType.ArrayField) nested.field().encoding()).end();
        if (end instanceof ArrayEnd.Count count) {
            code.beginControlFlow(
                    "while (message.$L.size() < $L)",
                    host.field(nested.field()),
                    host.expressions().value(count.count()).operand());
            element(nested, "end < 0");
            code.endControlFlow();
        } else if (end instanceof ArrayEnd.ToEnd) {
            code.beginControlFlow("while (p < $L)", host.limit());
            element(nested, "end <= p");
            code.endControlFlow();
        } else {
            last(nested, end);
        }
    }

    /** An array whose last element is known by what it holds. */
    private void last(Step.ReadMessages nested, ArrayEnd end) {
        String it = context.members.member("last");
        code.addStatement("$T $L", context.names.message(nested.message()), it);
        code.beginControlFlow("do");
        host.missIf("message.$L.size() == $L", host.field(nested.field()), nested.max());
        code.addStatement("$L = message.$L.next()", it, host.field(nested.field()));
        part(nested.message(), nested.field(), it);
        host.missIf("end <= p");
        code.addStatement("message.$L.added()", host.field(nested.field()));
        code.addStatement("p = end");
        Expressions expressions = host.expressions(CodeBlock.of("$L", it));
        code.endControlFlow(
                "while ($L)",
                end instanceof ArrayEnd.Until until
                        ? expressions.negation(until.condition())
                        : expressions.condition(((ArrayEnd.While) end).condition()));
    }

    private void element(Step.ReadMessages nested, String missing) {
        host.missIf("message.$L.size() == $L", host.field(nested.field()), nested.max());
        part(nested.message(), nested.field(), "message." + host.field(nested.field()) + ".next()");
        host.missIf(missing);
        code.addStatement("message.$L.added()", host.field(nested.field()));
        code.addStatement("p = end");
    }
}
