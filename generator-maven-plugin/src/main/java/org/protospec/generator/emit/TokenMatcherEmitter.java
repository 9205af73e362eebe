package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.protospec.generator.regex.Dfa;
import org.protospec.runtime.parse.Input;

/**
 * Writes an automaton that matches a token as its bytes come, and goes on later where they end: a {@code switch} on the state, whose loops
 * over one state are tight.
 */
final class TokenMatcherEmitter {
    private final AutomatonLayout layout;
    private final Dfa dfa;
    private final Answer answer;

    /** What the code gives. */
    enum Answer {
        /** The number of bytes of the longest match. */
        LENGTH,
        /** The index of the token that has the longest match. */
        INDEX
    }

    TokenMatcherEmitter(AutomatonLayout layout, Answer answer) {
        this.layout = layout;
        this.dfa = layout.dfa();
        this.answer = answer;
    }

    AutomatonLayout layout() {
        return layout;
    }

    /** The body of a token's method that leads to those of its groups of states. */
    static CodeBlock dispatch(String name, List<List<Integer>> groups) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("while (true)");
        code.addStatement("int state = in.state()");
        code.addStatement("int result");
        for (int i = 0; i < groups.size(); i++) {
            int behind = i == groups.size() - 1 ? 0 : groups.get(i + 1).get(0);
            if (i == 0) {
                code.beginControlFlow("if (state < $L)", behind);
            } else if (i < groups.size() - 1) {
                code.nextControlFlow("else if (state < $L)", behind);
            } else {
                code.nextControlFlow("else");
            }
            code.addStatement("result = $L(in)", AutomatonLayout.part(name, i));
        }
        code.endControlFlow();
        code.beginControlFlow("if (result != $T.ELSEWHERE)", Input.class);
        code.addStatement("return result").endControlFlow();
        return code.endControlFlow().build();
    }

    /** The body of a token's method, {@code static int verb(Input in)}, or of one for a group of its states. */
    CodeBlock token(List<Integer> states) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (layout.isFinal(0)) {
            return code.addStatement("return in.matched(in.position())").build();
        }
        code.addStatement("byte[] bytes = in.bytes()");
        code.addStatement("int limit = in.limit()");
        code.addStatement("int p = in.scanned()");
        boolean loops = states.stream().anyMatch(state -> layout.jumpsBack(state, states));
        if (states.size() == 1 && !loops) {
            state(code, 0, states);
            return code.build();
        }
        code.addStatement("int state = in.state()");
        if (loops) {
            code.beginControlFlow("while (true)");
        }
        code.beginControlFlow("switch (state)");
        for (int i = 0; i < states.size(); i++) {
            code.add(i == states.size() - 1 ? "default: // $L\n" : "case $L:\n", states.get(i));
            code.indent();
            state(code, states.get(i), states);
            code.unindent();
        }
        code.endControlFlow();
        if (loops) {
            code.endControlFlow();
        }
        return code.build();
    }

    private void state(CodeBlock.Builder code, int state, List<Integer> states) {
        layout.loop(state).ifPresent(bytes -> SkippedBytes.skip(code, bytes));
        boolean accepting = dfa.accepting(state);
        List<Dfa.Edge> leaving =
                dfa.edges(state).stream().filter(edge -> edge.target() != state).toList();
        code.beginControlFlow("if (p == limit)");
        if (accepting && answer == Answer.INDEX) {
            code.addStatement("return in.undecided($L, $L, p)", index(state), state);
        } else {
            code.addStatement("return in.$L($L, p)", accepting ? "exhaustedAccepting" : "exhausted", state);
        }
        code.endControlFlow();
        CodeBlock otherwise = accepting ? matched(state) : CodeBlock.of("return in.rejected(p)");
        if (leaving.isEmpty()) {
            code.addStatement(otherwise);
            return;
        }
        if (accepting && !layout.onward(state).isEmpty()) {
            if (answer == Answer.LENGTH) {
                code.addStatement("in.accept(p)");
            } else {
                code.addStatement("in.prefer($L)", index(state));
            }
        }
        leave(code, state, states, leaving, otherwise);
    }

    private void leave(
            CodeBlock.Builder code, int state, List<Integer> states, List<Dfa.Edge> leaving, CodeBlock otherwise) {
        List<Dfa.Edge> onward = layout.onward(state);
        boolean falls = layout.falls(state, states);
        String octet = "bytes[p] & 0xff";
        if (leaving.size() > 1 || !ByteTests.isSimple(leaving.get(0).bytes())) {
            code.addStatement("int c$L = $L", state, octet);
            octet = "c" + state;
        } else {
            octet = "(" + octet + ")";
        }
        for (Dfa.Edge edge : leaving) {
            if (layout.isFinal(edge.target())) {
                code.beginControlFlow("if ($L)", ByteTests.in(edge.bytes(), octet));
                if (answer == Answer.LENGTH) {
                    code.addStatement("return in.matched(p + 1)");
                } else {
                    code.addStatement("return in.decided($L, p + 1)", index(edge.target()));
                }
                code.endControlFlow();
            } else if (!states.contains(edge.target())) {
                code.beginControlFlow("if ($L)", ByteTests.in(edge.bytes(), octet));
                code.addStatement("return in.elsewhere($L, p + 1)", edge.target());
                code.endControlFlow();
            } else if (!falls) {
                code.beginControlFlow("if ($L)", ByteTests.in(edge.bytes(), octet));
                code.addStatement("p++");
                code.addStatement("state = $L", edge.target());
                code.addStatement("continue");
                code.endControlFlow();
            }
        }
        if (falls) {
            code.beginControlFlow("if ($L)", ByteTests.notIn(onward.get(0).bytes(), octet));
            code.addStatement(otherwise);
            code.endControlFlow();
            code.addStatement("p++");
            code.add("// fall through\n");
        } else {
            code.addStatement(otherwise);
        }
    }

    /** The longest match is that of {@code state}, and ended at p; the byte there, if one was looked at, does not fit. */
    private CodeBlock matched(int state) {
        return answer == Answer.LENGTH
                ? CodeBlock.of("return in.matched(p)")
                : CodeBlock.of("return in.decided($L, p + 1)", index(state));
    }

    private int index(int state) {
        return dfa.tokens(state).get(0);
    }
}
