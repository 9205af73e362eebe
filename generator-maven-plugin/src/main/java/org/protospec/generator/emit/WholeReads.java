package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Label;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Ascii;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.Input;

/**
 * Writes the short way through a message: where all of it is there and fits, it is read as one would by hand, from its first byte to its
 * last without remembering how far it came. What is missing or wrong is told by the steps.
 */
final class WholeReads extends StepCode {
    private static final String MISSED = "return NOT_WHOLE";
    private static final int MAX_METHOD = 9_000;

    private final Set<Integer> tokens = new TreeSet<>();
    private boolean searches;

    WholeReads(ParserContext context) {
        super(context, 0);
    }

    /** The method, for messages that have such a way. Tokens that it matches are added to {@code used}. */
    Optional<MethodSpec> method(Set<Integer> used) {
        WholeMessages messages = new WholeMessages(context);
        if (context.ir.steps().isEmpty() || !messages.isPlain(context.ir)) {
            return Optional.empty();
        }
        steps(0, context.ir.steps().size());
        code.addStatement("return p");
        String text = code.build().toString();
        // An expression without a value is an error, which the steps tell; texts of methods need places of their own;
        // and only the steps know what has been read.
        boolean needsSteps = text.contains("Checked.") || text.contains("scratch(") || text.contains("in.place(");
        if (needsSteps || text.length() > MAX_METHOD) {
            return Optional.empty();
        }
        used.addAll(tokens);
        CodeBlock.Builder body = CodeBlock.builder();
        long most = context.ir.steps().stream().mapToLong(this::most).min().orElse(Long.MAX_VALUE);
        if (most < Long.MAX_VALUE) {
            // Of more bytes a token could look at more than it may, which only the steps notice.
            body.beginControlFlow("if (limit - at > $L)", most)
                    .addStatement(MISSED)
                    .endControlFlow();
        }
        if (!context.ir.steps().stream().allMatch(WholeReads::always)) {
            body.addStatement("message.clear()");
        }
        body.addStatement("int p = at");
        if (searches) {
            body.addStatement("int end");
        }
        return Optional.of(MessageEmitter.override("whole")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(context.names.message(context.def.id()), "message")
                .addParameter(byte[].class, "bytes")
                .addParameter(TypeName.INT, "start")
                .addParameter(TypeName.INT, "at")
                .addParameter(TypeName.INT, "limit")
                .returns(TypeName.INT)
                .addCode(body.add(code.build()).build())
                .build());
    }

    /** How many bytes there may be so that a step cannot give up a token for its bound before it is decided. */
    private long most(Step step) {
        if (step instanceof Step.ReadToken token) {
            boolean decided = context.wholeTokens.givesNothingBack(token.token())
                    && (token.absent().isEmpty() || context.wholeTokens.isSoonKnown(token.token()));
            return decided ? Long.MAX_VALUE : token.max();
        } else if (step instanceof Step.LookAhead ahead) {
            boolean decided = context.wholeTokens.givesNothingBack(ahead.token())
                    && context.wholeTokens.isSoonKnown(ahead.token());
            return decided ? Long.MAX_VALUE : Bounds.tokenLimit(context.spec, ahead.token());
        }
        return Long.MAX_VALUE;
    }

    /** Whether a step sets what it reads in every message, so that nothing of the one before stays. */
    private static boolean always(Step step) {
        return step instanceof Step.ReadRun
                || step instanceof Step.ReadBytes
                || step instanceof Step.CheckConstant
                || step instanceof Step.Check;
    }

    // ------------------------------------------------------------------ blocks

    /** The steps from one number to another; jumps lead forward only, and become blocks. */
    private void steps(int from, int to) {
        int i = from;
        while (i < to) {
            Step step = context.ir.steps().get(i);
            if (step instanceof Step.Branch branch) {
                i = branch(branch, i);
            } else if (step instanceof Step.Choose choose) {
                i = choose(choose);
            } else if (step instanceof Step.ReadToken token && token.absent().isPresent()) {
                i = optional(token, i, token.absent().get());
            } else if (step instanceof Step.LookAhead ahead) {
                find(ahead.token());
                unlessThere();
                steps(i + 1, ahead.absent().step());
                code.endControlFlow();
                i = ahead.absent().step();
            } else {
                step(step);
                i++;
            }
        }
    }

    private int branch(Step.Branch branch, int at) {
        int otherwise = branch.otherwise().step();
        code.beginControlFlow("if ($L)", expressions().condition(branch.condition()));
        if (context.ir.steps().get(otherwise - 1) instanceof Step.Jump jump
                && jump.target().step() > otherwise) {
            steps(at + 1, otherwise - 1);
            code.nextControlFlow("else");
            steps(otherwise, jump.target().step());
            code.endControlFlow();
            return jump.target().step();
        }
        steps(at + 1, otherwise);
        code.endControlFlow();
        return otherwise;
    }

    private int choose(Step.Choose choose) {
        Value subject = expressions().value(choose.subject());
        boolean text = choose.subject().type().present() instanceof Type.TextType;
        String name = context.members.member("subject_of_choice");
        code.addStatement(
                "$T $L = $L",
                text
                        ? ClassName.get(Slice.class)
                        : context.types.of(choose.subject().type()),
                name,
                subject.code());
        int end = choose.end().step();
        List<Step.Case> cases = choose.cases();
        for (int i = 0; i < cases.size(); i++) {
            CodeBlock test = CodeBlock.join(tests(cases.get(i), text, name), " || ");
            if (i == 0) {
                code.beginControlFlow("if ($L)", test);
            } else {
                code.nextControlFlow("else if ($L)", test);
            }
            int next = i + 1 < cases.size()
                    ? cases.get(i + 1).target().step()
                    : choose.otherwise().map(Label::step).orElse(end);
            part(cases.get(i).target().step(), next, end);
        }
        code.nextControlFlow("else");
        if (choose.otherwise().isPresent()) {
            steps(choose.otherwise().get().step(), end);
        } else {
            code.addStatement(MISSED);
        }
        code.endControlFlow();
        return end;
    }

    /** A case, without the jump at its end. */
    private void part(int from, int to, int end) {
        boolean jumps = to > from
                && context.ir.steps().get(to - 1) instanceof Step.Jump jump
                && jump.target().step() == end
                && to < end + 1;
        steps(from, jumps ? to - 1 : to);
    }

    private List<CodeBlock> tests(Step.Case each, boolean text, String subject) {
        List<CodeBlock> tests = new ArrayList<>();
        for (Expr label : each.labels()) {
            tests.add(
                    text && label instanceof Expr.TextLiteral literal
                            ? CodeBlock.of("$L.contentEquals($S)", subject, literal.value())
                            : CodeBlock.of(
                                    "$L == $L",
                                    subject,
                                    expressions().value(label).operand()));
        }
        return tests;
    }

    private int optional(Step.ReadToken token, int at, Label absent) {
        find(token.token());
        unlessThere();
        if (!context.wholeTokens.isWithin(token.token(), token.max())) {
            missIf("end - p > $L", token.max());
        }
        take(token);
        steps(at + 1, absent.step());
        code.endControlFlow();
        return absent.step();
    }

    /** Begins what is there only if a token was found. */
    private void unlessThere() {
        missIf("end == $T.MORE", Input.class);
        code.beginControlFlow("if (end != $T.NO_MATCH)", Input.class);
    }

    // ------------------------------------------------------------------ steps

    private void step(Step step) {
        if (step instanceof Step.ReadRun run) {
            run(run);
        } else if (step instanceof Step.ReadBytes bytes) {
            bytes(bytes);
        } else if (step instanceof Step.ReadToken token) {
            find(token.token());
            if (context.wholeTokens.isWithin(token.token(), token.max())) {
                missIf("end < 0");
            } else {
                missIf("end < 0 || end - p > $L", token.max());
            }
            take(token);
        } else if (step instanceof Step.ReadUntil until) {
            until(until);
        } else if (step instanceof Step.CheckConstant constant) {
            missIf("$L", new StepEmitter(context, 0).differs(constant));
        } else if (step instanceof Step.Check check) {
            CodeBlock it = check.field()
                    .map(field -> CodeBlock.of("message.$L()", field(field)))
                    .orElse(CodeBlock.of(""));
            missIf("$L", expressions(it).negation(check.condition()));
        } else if (step instanceof Step.Compute compute) {
            code.add(new StepEmitter(context, 0).step(compute));
        } else if (step instanceof Step.ReadMessage nested) {
            message(nested);
        } else if (step instanceof Step.ReadMessages nested) {
            messages(nested);
        }
    }

    private void run(Step.ReadRun run) {
        int size = context.ir.runs().get(run.run()).size();
        missIf("limit - p < $L", size);
        if (keepsRun(run.run())) {
            code.addStatement("message.$L = p - start", accessors.runs.get(run.run()));
        }
        code.addStatement("p += $L", size);
    }

    private void bytes(Step.ReadBytes bytes) {
        String size = context.members.member("size_of_" + bytes.field().name().orElse("bytes"));
        code.addStatement("long $L = $L", size, count(bytes.count()));
        missIf("$1L < 0 || $1L > $2L || $1L > limit - p", size, bytes.max());
        if (Storage.of(context.ir, bytes.field()) == Storage.SLICE) {
            code.addStatement("message.$1L.set(p - start, p - start + (int) $2L)", field(bytes.field()), size);
        }
        code.addStatement("p += (int) $L", size);
    }

    /** Sets {@code end} to the index behind a token. */
    private void find(int token) {
        searches = true;
        tokens.add(token);
        code.addStatement("end = $T.$L(bytes, p, limit)", context.names.tokens(), context.names.token(token));
    }

    /** The token that was found. */
    private void take(Step.ReadToken token) {
        switch (Storage.of(context.ir, token.field())) {
            case NUMBER -> number(token.field());
            case SLICE -> code.addStatement("message.$L.set(p - start, end - start)", field(token.field()));
            default -> {}
        }
        code.addStatement("p = end");
    }

    private void number(Field field) {
        Conversion.ToInt conversion = (Conversion.ToInt) field.conversion().orElseThrow();
        long max =
                conversion.type().max().min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
        String number = context.members.member("number_in_" + field.name().orElse("token"));
        code.addStatement("long $L = $T.number(bytes, p, end, $L)", number, Ascii.class, conversion.radix());
        missIf("$1L < 0 || $1L > $2LL", number, max);
        boolean isInt = context.types.of(field.type()).equals(TypeName.INT);
        code.addStatement("message.$L = $L$L", field(field), isInt ? "(int) " : "", number);
    }

    private void until(Step.ReadUntil until) {
        searches = true;
        BytesEnd.Keep keep = until.until().keep();
        CodeBlock delimiter = context.streams.delimiter(until.until().tokens());
        code.addStatement(
                "end = $L.$L(bytes, p, limit)", delimiter, keep == BytesEnd.Keep.INCLUDE ? "behind" : "index");
        missIf("end < 0 || end - p > $L", until.max());
        if (Storage.of(context.ir, until.field()) == Storage.SLICE) {
            code.addStatement("message.$L.set(p - start, end - start)", field(until.field()));
        }
        if (keep == BytesEnd.Keep.DROP) {
            code.addStatement("p = $L.behind(bytes, end, limit)", delimiter);
        } else {
            code.addStatement("p = end");
        }
    }

    private void message(Step.ReadMessage nested) {
        searches = true;
        code.addStatement(
                "end = part($L, message.$L, bytes, start, p, limit)",
                context.parsers.get(nested.field().index()),
                field(nested.field()));
        missIf("end < 0");
        if (nested.field().conditional()) {
            code.addStatement(
                    "message.$L = true", accessors.hasFields.get(nested.field().index()));
        }
        code.addStatement("p = end");
    }

    private void messages(Step.ReadMessages nested) {
        ArrayEnd end = ((FieldType.ArrayField) nested.field().encoding()).end();
        CodeBlock it = CodeBlock.of("message.$L.last()", field(nested.field()));
        if (end instanceof ArrayEnd.Count count) {
            code.beginControlFlow(
                    "while (message.$L.size() < $L)",
                    field(nested.field()),
                    expressions().value(count.count()).operand());
            element(nested, "end < 0");
            code.endControlFlow();
        } else {
            code.beginControlFlow("do");
            element(nested, "end <= p");
            code.endControlFlow(
                    "while ($L)",
                    end instanceof ArrayEnd.Until until
                            ? expressions(it).negation(until.condition())
                            : expressions(it).condition(((ArrayEnd.While) end).condition()));
        }
    }

    private void element(Step.ReadMessages nested, String missing) {
        searches = true;
        missIf("message.$L.size() == $L", field(nested.field()), nested.max());
        code.addStatement(
                "end = element($L, message.$L, bytes, start, p, limit)",
                context.parsers.get(nested.field().index()),
                field(nested.field()));
        missIf(missing);
        code.addStatement("p = end");
    }

    private void missIf(String format, Object... arguments) {
        code.beginControlFlow("if ($L)", CodeBlock.of(format, arguments))
                .addStatement(MISSED)
                .endControlFlow();
    }
}
