package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.protospec.generator.regex.Dfa;
import org.protospec.runtime.parse.Input;

/**
 * Writes an automaton as one goes through it by hand where the bytes that decide it are there: nothing is remembered of how far it came.
 * States that follow each other become code that follows each other.
 */
final class WholeTokenEmitter {
    private final AutomatonLayout layout;
    private final Dfa dfa;
    private final List<Integer> states;

    WholeTokenEmitter(AutomatonLayout layout) {
        this.layout = layout;
        this.dfa = layout.dfa();
        this.states = layout.states();
    }

    /** The body of a token's method, {@code static int verb(byte[] bytes, int p, int limit)}. */
    CodeBlock body() {
        CodeBlock.Builder code = CodeBlock.builder();
        if (layout.isFinal(0)) {
            return code.addStatement("return p").build();
        }
        if (states.stream().anyMatch(this::accepts)) {
            code.addStatement("int accepted = $T.NO_MATCH", Input.class);
        }
        if (states.stream().noneMatch(state -> layout.jumpsBack(state, states))) {
            states.forEach(state -> state(code, state));
            return code.build();
        }
        code.addStatement("int state = 0");
        code.beginControlFlow("while (true)");
        code.beginControlFlow("switch (state)");
        for (int i = 0; i < states.size(); i++) {
            code.add(i == states.size() - 1 ? "default: // $L\n" : "case $L:\n", states.get(i));
            code.indent();
            state(code, states.get(i));
            if (layout.falls(states.get(i), states)) {
                code.add("// fall through\n");
            }
            code.unindent();
        }
        return code.endControlFlow().endControlFlow().build();
    }

    /** Whether states are left for those that are written right behind them, in a {@code switch}. */
    boolean fallsThrough() {
        return states.stream().anyMatch(state -> layout.jumpsBack(state, states)) && layout.fallsThrough(states);
    }

    /** Whether the bytes so far are a match, and longer ones are looked for. */
    private boolean accepts(int state) {
        return dfa.accepting(state) && !layout.onward(state).isEmpty();
    }

    private void state(CodeBlock.Builder code, int state) {
        layout.loop(state).ifPresent(bytes -> SkippedBytes.skip(code, bytes));
        code.beginControlFlow("if (p == limit)")
                .addStatement("return $T.MORE", Input.class)
                .endControlFlow();
        if (accepts(state)) {
            code.addStatement("accepted = p");
        }
        List<Dfa.Edge> leaving =
                dfa.edges(state).stream().filter(edge -> edge.target() != state).toList();
        CodeBlock otherwise = otherwise(state);
        if (leaving.isEmpty()) {
            code.addStatement(otherwise);
            return;
        }
        boolean one = leaving.size() == 1 && ByteTests.isSimple(leaving.get(0).bytes());
        if (!one) {
            code.addStatement("int c$L = bytes[p] & 0xff", state);
        }
        leave(code, state, leaving, one ? "(bytes[p] & 0xff)" : "c" + state);
    }

    private CodeBlock otherwise(int state) {
        if (dfa.accepting(state)) {
            return CodeBlock.of("return p");
        }
        return states.stream().anyMatch(this::accepts)
                ? CodeBlock.of("return accepted")
                : CodeBlock.of("return $T.NO_MATCH", Input.class);
    }

    private void leave(CodeBlock.Builder code, int state, List<Dfa.Edge> leaving, String octet) {
        boolean falls = layout.falls(state, states);
        for (Dfa.Edge edge : leaving) {
            boolean last = layout.isFinal(edge.target());
            if (falls && !last) {
                continue;
            }
            code.beginControlFlow("if ($L)", ByteTests.in(edge.bytes(), octet));
            if (last) {
                code.addStatement("return p + 1");
            } else {
                code.addStatement("p++")
                        .addStatement("state = $L", edge.target())
                        .addStatement("continue");
            }
            code.endControlFlow();
        }
        if (falls) {
            Dfa.Edge onward = layout.onward(state).get(0);
            code.beginControlFlow("if ($L)", ByteTests.notIn(onward.bytes(), octet))
                    .addStatement(otherwise(state))
                    .endControlFlow()
                    .addStatement("p++");
        } else {
            code.addStatement(otherwise(state));
        }
    }
}
