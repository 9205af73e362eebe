package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.MessageDef;

/** The code of the short way through a message, what names stand for in it, and what it needs around it; see {@link WholeReads}. */
final class WholeCode extends StepCode {
    static final String MISSED = "return NOT_WHOLE";

    /** The tokens that it matches. */
    final Set<Integer> tokens = new TreeSet<>();
    /** What is being read that ends before the message does. */
    final Deque<Bounded> bounded = new ArrayDeque<>();
    /** The variables that hold fields of the message, for each block that is open. */
    final Deque<Map<Integer, String>> variables = new ArrayDeque<>();
    /** Whether it uses the variable {@code end}. */
    boolean searches;
    /** Whether it has to know how much was read elsewhere before. */
    boolean counts;

    /**
     * A window, or a place elsewhere, that is being read.
     *
     * @param limit the variable that holds the index behind its last byte
     * @param there the one that holds the index of a place elsewhere
     * @param back the one that holds the index to go back to from there
     * @param origin what the place was counted from
     */
    record Bounded(String limit, String there, String back, int origin) {}

    WholeCode(ParserContext context) {
        super(context, 0);
    }

    @Override
    Scope scope(CodeBlock it) {
        return new ParserScope(context, uses, it) {
            @Override
            public Value place(int origin) {
                return Value.compound("p - places.first($L)", origin);
            }

            @Override
            public Optional<String> variable(Expr.FieldRef field) {
                return field.message() == context.def.id() ? WholeCode.this.variable(field.field()) : Optional.empty();
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
        boolean placed = context.wholeMessages.isPlaced(context.def.id());
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

    /** The value of a field that is checked. */
    CodeBlock itOf(Field field) {
        return variable(field.index())
                .map(name -> CodeBlock.of("$L", name))
                .orElse(CodeBlock.of("message.$L()", field(field)));
    }

    /** Index behind the last byte that can be read now. */
    String limit() {
        return bounded.isEmpty() ? "limit" : bounded.peek().limit();
    }

    /** Leaves the short way where a condition holds. */
    void missIf(String format, Object... arguments) {
        code.beginControlFlow("if ($L)", CodeBlock.of(format, arguments))
                .addStatement(MISSED)
                .endControlFlow();
    }

    /** Whether all that is kept is set in every message. */
    boolean setsAll() {
        return context.ir.steps().stream().allMatch(WholeCode::always);
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
}
