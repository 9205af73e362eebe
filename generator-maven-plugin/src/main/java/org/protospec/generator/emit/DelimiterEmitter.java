package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.protospec.generator.regex.Dfa;
import org.protospec.runtime.bytes.Scan;
import org.protospec.runtime.parse.Input;

/** Writes the methods of a delimiter: where it may begin, and whether it is there. */
final class DelimiterEmitter {
    /** The searches of {@link Scan} for one byte, two and three that follow each other. */
    private static final List<String> SEARCHES = List.of("indexOf", "indexOfPair", "indexOfTriple");

    private final AutomatonLayout layout;
    private final Dfa dfa;

    DelimiterEmitter(AutomatonLayout layout) {
        this.layout = layout;
        this.dfa = layout.dfa();
    }

    /** The body of {@code find(bytes, from, to)}. */
    CodeBlock find() {
        int[] prefix = prefix();
        if (prefix.length > 0) {
            return statement(SEARCHES.get(prefix.length - 1), prefix);
        }
        List<Integer> first = dfa.firstBytes().stream().boxed().limit(3).toList();
        if (first.size() == 2) {
            return statement("indexOfEither", first.get(0), first.get(1));
        }
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("int p = from");
        code.beginControlFlow("for (int c; p < to; p++)");
        code.addStatement("c = bytes[p] & 0xff");
        code.beginControlFlow("if ($L)", ByteTests.in(dfa.firstBytes(), "c"));
        code.addStatement("break");
        code.endControlFlow();
        code.endControlFlow();
        return code.addStatement("return p").build();
    }

    /** The body of {@code opening()}; none where the search is for so few bytes that a text is full of them. */
    Optional<CodeBlock> opening() {
        int[] prefix = prefix();
        return prefix.length < SEARCHES.size()
                ? Optional.empty()
                : Optional.of(CodeBlock.of("return $L;\n", ByteTests.string(prefix)));
    }

    private static CodeBlock statement(String search, int... octets) {
        CodeBlock.Builder code = CodeBlock.builder().add("return $T.$L(bytes, from, to", Scan.class, search);
        for (int octet : octets) {
            code.add(", $L", ByteTests.literal(octet));
        }
        return code.add(");\n").build();
    }

    /** The first bytes of every match, as many as they all have in common and a search takes. */
    private int[] prefix() {
        IntStream.Builder prefix = IntStream.builder();
        int state = 0;
        for (int i = 0; i < SEARCHES.size(); i++) {
            List<Dfa.Edge> edges = dfa.edges(state);
            if (dfa.accepting(state)
                    || edges.size() != 1
                    || edges.get(0).bytes().size() != 1) {
                break;
            }
            prefix.add(edges.get(0).bytes().first());
            state = edges.get(0).target();
        }
        return prefix.build().toArray();
    }

    /** The body of {@code match(bytes, at, to, last)}. */
    CodeBlock match() {
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("int accepted = $T.NO_MATCH", Input.class);
        code.addStatement("int state = 0");
        code.beginControlFlow("for (int p = at; p < to; p++)");
        code.addStatement("int c = bytes[p] & 0xff");
        code.beginControlFlow("switch (state)");
        List<Integer> states = layout.states();
        for (int i = 0; i < states.size(); i++) {
            code.add(i == states.size() - 1 ? "default: // $L\n" : "case $L:\n", states.get(i));
            code.indent();
            boolean first = true;
            for (Dfa.Edge edge : dfa.edges(states.get(i))) {
                String condition = ByteTests.in(edge.bytes(), "c");
                if (first) {
                    code.beginControlFlow("if ($L)", condition);
                } else {
                    code.nextControlFlow("else if ($L)", condition);
                }
                first = false;
                if (layout.isFinal(edge.target())) {
                    code.addStatement("return p + 1 - at");
                } else {
                    code.addStatement("state = $L", edge.target());
                    if (dfa.accepting(edge.target())) {
                        code.addStatement("accepted = p + 1 - at");
                    }
                }
            }
            code.nextControlFlow("else");
            code.addStatement("return accepted");
            code.endControlFlow();
            if (dfa.edges(states.get(i)).stream().anyMatch(edge -> !layout.isFinal(edge.target()))) {
                code.addStatement("break");
            }
            code.unindent();
        }
        code.endControlFlow();
        code.endControlFlow();
        return code.addStatement("return last ? accepted : $T.MORE", Input.class)
                .build();
    }

    /** The body of {@code match(bytes, at, to, last)} where the steps of the automaton are methods of their own. */
    static CodeBlock match(List<List<Integer>> groups) {
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("int accepted = $T.NO_MATCH", Input.class);
        code.addStatement("int state = 0");
        code.beginControlFlow("for (int p = at; p < to; p++)");
        code.addStatement("int c = bytes[p] & 0xff");
        code.add("int next = ");
        for (int i = 0; i < groups.size() - 1; i++) {
            code.add("state < $L ? $L(state, c) : ", groups.get(i + 1).get(0), AutomatonLayout.part("step", i));
        }
        code.add("$L(state, c);\n", AutomatonLayout.part("step", groups.size() - 1));
        code.beginControlFlow("if (next < 0)").addStatement("return accepted").endControlFlow();
        code.beginControlFlow("if ((next & 1) != 0)").addStatement("accepted = p + 1 - at");
        code.beginControlFlow("if ((next & 2) != 0)")
                .addStatement("return accepted")
                .endControlFlow();
        code.endControlFlow();
        code.addStatement("state = next >> 2").endControlFlow();
        return code.addStatement("return last ? accepted : $T.MORE", Input.class)
                .build();
    }

    /** The body of {@code step(state, c)}: four times the next state, plus 1 if it accepts and 2 if nothing can follow. */
    CodeBlock steps(List<Integer> group) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (state)");
        for (int state : group) {
            code.add("case $L:\n", state).indent();
            for (Dfa.Edge edge : dfa.edges(state)) {
                int flags = (dfa.accepting(edge.target()) ? 1 : 0) + (layout.isFinal(edge.target()) ? 2 : 0);
                code.beginControlFlow("if ($L)", ByteTests.in(edge.bytes(), "c"));
                code.addStatement("return $L", 4 * edge.target() + flags).endControlFlow();
            }
            code.addStatement("return -1").unindent();
        }
        code.add("default:\n").indent().addStatement("return -1").unindent();
        return code.endControlFlow().build();
    }
}
