package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Label;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Ascii;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.Places;

/**
 * Writes the short way through a message: where all of it is there and fits, it is read as one would by hand, from its first byte to its
 * last without remembering how far it came. What is missing or wrong is told by the steps.
 */
final class WholeReads extends StepCode {
    private static final String MISSED = "return NOT_WHOLE";
    private static final int MAX_METHOD = 9_000;

    private final Set<Integer> tokens = new TreeSet<>();
    private final WholeMessages messages;
    private final Deque<Bounded> bounded = new ArrayDeque<>();
    private final BitSet uses;
    private final Deque<Map<Integer, String>> variables = new ArrayDeque<>();
    private boolean searches;
    private boolean counts;

    /**
     * A window, or a place elsewhere, that is being read.
     *
     * @param limit the variable that holds the index behind its last byte
     * @param there the one that holds the index of a place elsewhere
     * @param back the one that holds the index to go back to from there
     * @param origin what the place was counted from
     */
    private record Bounded(String limit, String there, String back, int origin) {}

    WholeReads(ParserContext context) {
        super(context, 0);
        messages = context.wholeMessages;
        uses = FieldUses.of(context.ir, context.streams);
    }

    /** The methods of a message that has such a way. Tokens that they match are added to {@code used}. */
    List<MethodSpec> methods(boolean standalone, Set<Integer> used) {
        if (context.ir.steps().isEmpty() || !messages.isPlain(context.ir)) {
            return List.of();
        }
        steps(0, context.ir.steps().size());
        if (messages.isNoted(context.def.id())) {
            counts = true;
            code.beginControlFlow("if (places.read() == before)")
                    .addStatement("places.note(message, at, p)")
                    .endControlFlow();
        }
        code.addStatement("return p");
        String text = code.build().toString();
        long most = context.ir.steps().stream().mapToLong(this::most).min().orElse(Long.MAX_VALUE);
        boolean elsewhere = context.ir.steps().stream().anyMatch(Step.GoTo.class::isInstance);
        // Texts of methods need places of their own; and elsewhere there may be more bytes than here.
        boolean needsSteps = text.contains("scratch(") || elsewhere && most < Long.MAX_VALUE;
        if (needsSteps || text.length() > MAX_METHOD) {
            return List.of();
        }
        used.addAll(tokens);
        int id = context.def.id();
        List<MethodSpec> methods = new ArrayList<>();
        if (messages.isPlaced(id) && standalone) {
            methods.add(method(messages.isToEnd(id) ? "wholeToEnd" : "whole")
                    .addStatement("return placed(message, bytes, start, at, limit)")
                    .build());
        }
        MethodSpec.Builder method = method(messages.isPlaced(id) || !messages.isToEnd(id) ? "whole" : "wholeToEnd");
        if (messages.isPlaced(id)) {
            method.addParameter(Places.class, "places");
        }
        methods.add(method.addCode(body(most)).build());
        return methods;
    }

    /** The same of a header that can be looked at where it lies. */
    MethodSpec inPlace(HeaderLayout layout) {
        MethodSpec.Builder method = method("whole");
        if (layout.rest().isEmpty()) {
            return method.addStatement("return isWhole(bytes, at, limit) ? at + $L : NOT_WHOLE", InPlaceReads.SIZE)
                    .build();
        }
        return method.addStatement("int size = $L(bytes, at, limit)", InPlaceReads.SIZE_AT)
                .beginControlFlow("if (size < 0)")
                .addStatement(MISSED)
                .endControlFlow()
                .addStatement(
                        "message.$L.set(at - start + $L, at - start + size)",
                        field(layout.rest().get().field()),
                        InPlaceReads.LEAST_SIZE)
                .addStatement("return at + size")
                .build();
    }

    private MethodSpec.Builder method(String name) {
        return MessageEmitter.override(name)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(context.names.message(context.def.id()), "message")
                .addParameter(byte[].class, "bytes")
                .addParameter(TypeName.INT, "start")
                .addParameter(TypeName.INT, "at")
                .addParameter(TypeName.INT, "limit")
                .returns(TypeName.INT);
    }

    private CodeBlock body(long most) {
        CodeBlock.Builder body = CodeBlock.builder();
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
        if (counts) {
            body.addStatement("long before = places.read()");
        }
        return body.add(code.build()).build();
    }

    @Override
    Scope scope(CodeBlock it) {
        return new ParserScope(context, it) {
            @Override
            public Value place(int origin) {
                return Value.compound("p - places.first($L)", origin);
            }

            @Override
            public Optional<String> variable(Expr.FieldRef field) {
                return field.message() == context.def.id() ? WholeReads.this.variable(field.field()) : Optional.empty();
            }
        };
    }

    @Override
    void unless(String format, Object... arguments) {
        missIf("!$L", CodeBlock.of(format, arguments));
    }

    /** Most messages are so short that what is put together of their bytes fits for certain. */
    @Override
    void fits(CodeBlock joined, MessageDef.Let let) {
        OptionalInt times = new ComputedTexts(context.def).timesRead(context.streams, let);
        long most = LetSteps.most(let);
        if (times.isEmpty()) {
            missIf("!$L.fits($L)", joined, most);
            return;
        }
        boolean placed = messages.isPlaced(context.def.id());
        counts |= placed;
        missIf(
                "!$L.fits($L * (p - at$L), $L)",
                joined,
                times.getAsInt(),
                placed ? " + places.read() - before" : "",
                most);
    }

    /** The variable that holds a field of this message, if there is one here. */
    private Optional<String> variable(int field) {
        return variables.stream()
                .flatMap(each -> Stream.ofNullable(each.get(field)))
                .findFirst();
    }

    private CodeBlock itOf(Field field) {
        return variable(field.index())
                .map(name -> CodeBlock.of("$L", name))
                .orElse(CodeBlock.of("message.$L()", field(field)));
    }

    /** Index behind the last byte that can be read now. */
    private String limit() {
        return bounded.isEmpty() ? "limit" : bounded.peek().limit();
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
                || step instanceof Step.ReadRest
                || step instanceof Step.CheckConstant
                || step instanceof Step.Check
                || step instanceof Step.ReadMessage nested && !nested.field().conditional()
                || step instanceof Step.ReadMessages several && !several.field().conditional()
                || step instanceof Step.OpenWindow
                || step instanceof Step.CloseWindow
                || step instanceof Step.OpenOrigin
                || step instanceof Step.CloseOrigin
                || step instanceof Step.Compute compute
                        && !compute.let().conditional()
                        && !compute.let().type().isOptional();
    }

    // ------------------------------------------------------------------ blocks

    /** The steps from one number to another; jumps lead forward only, and become blocks. */
    private void steps(int from, int to) {
        variables.push(new HashMap<>());
        int i = from;
        while (i < to) {
            Step step = context.ir.steps().get(i);
            if (step instanceof Step.Branch branch) {
                i = branch(branch, i);
            } else if (step instanceof Step.Choose choose) {
                i = choose(choose);
            } else if (step instanceof Step.ReadToken token && token.absent().isPresent()) {
                i = optional(token, i, token.absent().get());
            } else if (step instanceof Step.Attempt attempt) {
                i = attempt(attempt, i);
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
        variables.pop();
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

    /** What does not fit is told by the steps; where it does, the other ways to read it are passed over. */
    private int attempt(Step.Attempt attempt, int at) {
        int otherwise = attempt.otherwise().step();
        Step last = context.ir.steps().get(otherwise - 1);
        steps(at + 1, last instanceof Step.Jump ? otherwise - 1 : otherwise);
        return last instanceof Step.Jump jump ? jump.target().step() : otherwise;
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
                && jump.target().step() == end;
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
            missIf("$L", StepEmitter.differs(itOf(constant.field()), constant, expressions()));
        } else if (step instanceof Step.Check check) {
            CodeBlock it = check.field().map(this::itOf).orElse(CodeBlock.of(""));
            missIf("$L", expressions(it).negation(check.condition()));
        } else if (step instanceof Step.Compute compute) {
            new LetSteps(this).compute(compute.let());
        } else if (step instanceof Step.ReadMessage nested) {
            message(nested);
        } else if (step instanceof Step.ReadMessages nested) {
            messages(nested);
        } else {
            elsewhere(step);
        }
    }

    /** Windows, and places elsewhere. */
    private void elsewhere(Step step) {
        if (step instanceof Step.ReadRest rest) {
            rest(rest);
        } else if (step instanceof Step.OpenWindow window) {
            window(window);
        } else if (step instanceof Step.CloseWindow) {
            missIf("p != $L", bounded.pop().limit());
        } else if (step instanceof Step.OpenOrigin open) {
            code.addStatement("long outer$1L = places.open($1L, p, $2L)", open.number(), limit());
        } else if (step instanceof Step.CloseOrigin close) {
            code.addStatement("places.close($1L, outer$1L)", close.number());
        } else if (step instanceof Step.GoTo go) {
            goTo(go);
        } else if (step instanceof Step.ComeBack) {
            Bounded left = bounded.pop();
            missIf("places.exceeds($L, $L, p)", left.origin(), left.there());
            code.addStatement("p = $L", left.back());
        }
    }

    private void rest(Step.ReadRest rest) {
        missIf("$L - p > $L", limit(), rest.max());
        if (Storage.of(context.ir, rest.field()) == Storage.SLICE) {
            code.addStatement("message.$L.set(p - start, $L - start)", field(rest.field()), limit());
        }
        code.addStatement("p = $L", limit());
    }

    private void window(Step.OpenWindow window) {
        String of = window.info().label().isEmpty() ? "window" : window.info().label();
        String limit = context.members.member("limit_of_" + of);
        String size = size(of, window.size(), Long.MAX_VALUE);
        code.addStatement("int $L = p + $L", limit, size);
        bounded.push(new Bounded(limit, "", "", 0));
    }

    private void goTo(Step.GoTo go) {
        String there = context.members.member("there");
        String back = context.members.member("back");
        String limit = context.members.member("limit_there");
        code.addStatement("int $L = places.index($L, $L)", there, go.origin(), count(go.place()));
        missIf("$L < 0", there);
        code.addStatement("int $L = p", back);
        code.addStatement("int $L = places.limit($L)", limit, go.origin());
        code.addStatement("p = $L", there);
        bounded.push(new Bounded(limit, there, back, go.origin()));
    }

    private void run(Step.ReadRun run) {
        int size = context.ir.runs().get(run.run()).size();
        missIf("$L - p < $L", limit(), size);
        if (keepsRun(run.run())) {
            code.addStatement("message.$L = p - start", accessors.runs.get(run.run()));
        }
        for (MessageIr.Slot slot : context.ir.runs().get(run.run()).slots()) {
            if (isVariable(slot.field())) {
                variable(slot);
            }
        }
        code.addStatement("p += $L", size);
    }

    /** Whether a field is a number or flag that is looked at while the message is read. */
    private boolean isVariable(Field field) {
        return uses.get(field.index())
                && Storage.of(context.ir, field) == Storage.RUN
                && context.types.isPrimitive(field.type());
    }

    private void variable(MessageIr.Slot slot) {
        Field field = slot.field();
        String name = context.members.member(field.name().orElse("value"));
        CodeBlock value = FixedReads.ofBytes(context.spec, context.names)
                .read(field, slot, CodeBlock.of(slot.bit() < 8 ? "p" : "p + " + slot.bit() / 8));
        code.addStatement("$T $L = $L", context.types.of(field.type()), name, value);
        variables.element().put(field.index(), name);
    }

    private void bytes(Step.ReadBytes bytes) {
        String of = bytes.field().name().orElse("bytes");
        String size = size(of, bytes.count(), bytes.max());
        if (Storage.of(context.ir, bytes.field()) == Storage.SLICE) {
            code.addStatement("message.$1L.set(p - start, p - start + $2L)", field(bytes.field()), size);
        }
        code.addStatement("p += $L", size);
    }

    /** A variable that holds a number of bytes, which are there and not more than {@code max}. */
    private String size(String of, Expr count, long max) {
        String size = context.members.member("size_of_" + of);
        Type.IntType type = (Type.IntType) count.type().present();
        List<CodeBlock> wrong = new ArrayList<>();
        if (type.min().signum() < 0) {
            wrong.add(CodeBlock.of("$L < 0", size));
        }
        if (max < Long.MAX_VALUE && type.max().compareTo(BigInteger.valueOf(max)) > 0) {
            wrong.add(CodeBlock.of("$L > $L", size, max));
        }
        wrong.add(CodeBlock.of("$L > $L - p", size, limit()));
        boolean isInt = context.types.of(type).equals(TypeName.INT);
        code.addStatement("$T $L = $L", isInt ? TypeName.INT : TypeName.LONG, size, count(count));
        missIf("$L", CodeBlock.join(wrong, " || "));
        return isInt ? size : "(int) " + size;
    }

    /** Sets {@code end} to the index behind a token. */
    private void find(int token) {
        searches = true;
        tokens.add(token);
        code.addStatement("end = $T.$L(bytes, p, $L)", context.names.tokens(), context.names.token(token), limit());
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
                "end = $L.$L(bytes, p, $L)", delimiter, keep == BytesEnd.Keep.INCLUDE ? "behind" : "index", limit());
        missIf("end < 0 || end - p > $L", until.max());
        if (Storage.of(context.ir, until.field()) == Storage.SLICE) {
            code.addStatement("message.$L.set(p - start, end - start)", field(until.field()));
        }
        if (keep == BytesEnd.Keep.DROP) {
            code.addStatement("p = $L.behind(bytes, end, $L)", delimiter, limit());
        } else {
            code.addStatement("p = end");
        }
    }

    private void message(Step.ReadMessage nested) {
        begin(nested.field(), nested.message(), nested.arguments());
        boolean mayBeSeen = messages.isNoted(nested.message()) && isAtPlace(nested);
        if (mayBeSeen) {
            seen(nested);
        }
        part(nested.message(), nested.field(), "message." + target(nested.field()));
        missIf("end < 0");
        isThere(nested.field());
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
                .addStatement("message.$L = $L", field(nested.field()), seen)
                .addStatement("p = places.seenEnd(p)")
                .nextControlFlow("else");
    }

    /** The parser of a part, with its arguments; one that may contain this message again has a bound. */
    private void begin(Field field, int message, List<Expr> arguments) {
        if (parser(field).endsWith("()")) {
            missIf("isTooDeep($L)", parser(field));
        }
        callArgs(parser(field), message, arguments);
    }

    private String parser(Field field) {
        return Objects.requireNonNull(context.parsers.get(field.index()));
    }

    /** Reads a message into a part of this one. */
    private void part(int message, Field field, String target) {
        searches = true;
        boolean placed = messages.isPlaced(message);
        code.addStatement(
                "end = $L($L, $L, bytes, start, p, $L$L)",
                messages.isToEnd(message) && !placed ? "partToEnd" : "part",
                parser(field),
                target,
                limit(),
                placed ? ", places" : "");
    }

    private void messages(Step.ReadMessages nested) {
        begin(nested.field(), nested.message(), nested.arguments());
        if (context.ir.steps().stream().allMatch(WholeReads::always)) {
            code.addStatement("message.$L.clear()", field(nested.field()));
        }
        ArrayEnd end = ((FieldType.ArrayField) nested.field().encoding()).end();
        if (end instanceof ArrayEnd.Count count) {
            code.beginControlFlow(
                    "while (message.$L.size() < $L)",
                    field(nested.field()),
                    expressions().value(count.count()).operand());
            element(nested, "end < 0");
            code.endControlFlow();
        } else if (end instanceof ArrayEnd.ToEnd) {
            code.beginControlFlow("while (p < $L)", limit());
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
        missIf("message.$L.size() == $L", field(nested.field()), nested.max());
        code.addStatement("$L = message.$L.next()", it, field(nested.field()));
        part(nested.message(), nested.field(), it);
        missIf("end <= p");
        code.addStatement("message.$L.added()", field(nested.field()));
        code.addStatement("p = end");
        Expressions expressions = expressions(CodeBlock.of("$L", it));
        code.endControlFlow(
                "while ($L)",
                end instanceof ArrayEnd.Until until
                        ? expressions.negation(until.condition())
                        : expressions.condition(((ArrayEnd.While) end).condition()));
    }

    private void element(Step.ReadMessages nested, String missing) {
        missIf("message.$L.size() == $L", field(nested.field()), nested.max());
        part(nested.message(), nested.field(), "message." + field(nested.field()) + ".next()");
        missIf(missing);
        code.addStatement("message.$L.added()", field(nested.field()));
        code.addStatement("p = end");
    }

    private void missIf(String format, Object... arguments) {
        code.beginControlFlow("if ($L)", CodeBlock.of(format, arguments))
                .addStatement(MISSED)
                .endControlFlow();
    }
}
