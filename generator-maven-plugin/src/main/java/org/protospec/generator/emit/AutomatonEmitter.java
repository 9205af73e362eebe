package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.protospec.generator.regex.ByteSet;
import org.protospec.generator.regex.Dfa;
import org.protospec.runtime.bytes.Scan;

/** Writes automata as code: a {@code switch} on the state, whose loops over one state are tight. */
final class AutomatonEmitter {
    /** The searches of {@link Scan} for one byte, two and three that follow each other. */
    private static final List<String> SEARCHES = List.of("indexOf", "indexOfPair", "indexOfTriple");

    private final Dfa dfa;
    private final Answer answer;

    /** What the code gives. */
    enum Answer {
        /** The number of bytes of the longest match. */
        LENGTH,
        /** The index of the token that has the longest match. */
        INDEX
    }

    AutomatonEmitter(Dfa dfa) {
        this(dfa, Answer.LENGTH);
    }

    AutomatonEmitter(Dfa dfa, Answer answer) {
        this.dfa = dfa;
        this.answer = answer;
    }

    private int index(int state) {
        return dfa.tokens(state).get(0);
    }

    /** The longest match is that of {@code state}, and ended at p; the byte there, if one was looked at, does not fit. */
    private CodeBlock matched(int state) {
        return answer == Answer.LENGTH
                ? CodeBlock.of("return in.matched(p)")
                : CodeBlock.of("return in.decided($L, p + 1)", index(state));
    }

    Dfa dfa() {
        return dfa;
    }

    /** About how many bytes of bytecode one method of an automaton may have: far more would never be compiled to machine code. */
    private static final int MAX_WEIGHT = 4_000;

    /** The states in groups, one method each; one group unless the automaton is large. */
    List<List<Integer>> groups() {
        List<List<Integer>> groups = new ArrayList<>();
        List<Integer> group = new ArrayList<>();
        int weight = 0;
        for (int state : states()) {
            int own = weight(state);
            if (!group.isEmpty() && weight + own > MAX_WEIGHT) {
                groups.add(group);
                group = new ArrayList<>();
                weight = 0;
            }
            group.add(state);
            weight += own;
        }
        groups.add(group);
        return groups;
    }

    private int weight(int state) {
        return 60
                + dfa.edges(state).stream()
                        .mapToInt(edge -> 20
                                + 14
                                        * Math.min(
                                                edge.bytes().ranges().size(),
                                                edge.bytes()
                                                        .complement()
                                                        .ranges()
                                                        .size()))
                        .sum();
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
            code.addStatement("result = $L(in)", part(name, i));
        }
        code.endControlFlow();
        code.beginControlFlow("if (result != $T.ELSEWHERE)", org.protospec.runtime.parse.Input.class);
        code.addStatement("return result").endControlFlow();
        return code.endControlFlow().build();
    }

    /** Name of the method of a group. */
    static String part(String name, int group) {
        return name + "$" + group;
    }

    /** The body of a token's method, {@code static int verb(Input in)}, or of one for a group of its states. */
    CodeBlock token(List<Integer> states) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (isFinal(0)) {
            return code.addStatement("return in.matched(in.position())").build();
        }
        code.addStatement("byte[] bytes = in.bytes()");
        code.addStatement("int limit = in.limit()");
        code.addStatement("int p = in.scanned()");
        boolean loops = states.stream().anyMatch(state -> jumpsBack(state, states));
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

    /** Whether the code of a state goes on into that of the next. */
    boolean fallsThrough(List<Integer> states) {
        return states.stream().anyMatch(state -> falls(state, states));
    }

    boolean falls(int state, List<Integer> states) {
        List<Dfa.Edge> onward = onward(state);
        int next = states.indexOf(state) + 1;
        return onward.size() == 1
                && next < states.size()
                && states.get(next) == onward.get(0).target();
    }

    /** All states that something can follow; the others are reached by returning. */
    List<Integer> states() {
        List<Integer> states = new ArrayList<>();
        for (int state = 0; state < dfa.size(); state++) {
            if (!isFinal(state)) {
                states.add(state);
            }
        }
        return states;
    }

    boolean isFinal(int state) {
        return dfa.edges(state).isEmpty();
    }

    /** Whether a state's code needs a jump to a state other than the one written right behind it. */
    boolean jumpsBack(int state, List<Integer> states) {
        return !falls(state, states) && onward(state).stream().anyMatch(edge -> states.contains(edge.target()));
    }

    /** The edges to other states that something can follow. */
    List<Dfa.Edge> onward(int state) {
        return dfa.edges(state).stream()
                .filter(edge -> edge.target() != state && !isFinal(edge.target()))
                .toList();
    }

    Optional<ByteSet> loop(int state) {
        return dfa.edges(state).stream()
                .filter(edge -> edge.target() == state)
                .map(Dfa.Edge::bytes)
                .findFirst();
    }

    private void state(CodeBlock.Builder code, int state, List<Integer> states) {
        loop(state).ifPresent(bytes -> skip(code, bytes));
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
        if (accepting && !onward(state).isEmpty()) {
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
        List<Dfa.Edge> onward = onward(state);
        boolean falls = falls(state, states);
        String octet = "bytes[p] & 0xff";
        if (leaving.size() > 1 || !simple(leaving.get(0).bytes())) {
            code.addStatement("int c$L = $L", state, octet);
            octet = "c" + state;
        } else {
            octet = "(" + octet + ")";
        }
        for (Dfa.Edge edge : leaving) {
            if (isFinal(edge.target())) {
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

    static boolean simple(ByteSet set) {
        return Math.min(set.ranges().size(), set.complement().ranges().size()) == 1
                && (set.size() == 1 || set.complement().size() == 1);
    }

    static void skip(CodeBlock.Builder code, ByteSet loop) {
        List<Integer> ends = loop.complement().stream().boxed().limit(3).toList();
        if (ends.isEmpty()) {
            code.addStatement("p = limit");
        } else if (ends.size() == 1) {
            code.addStatement("p = $T.indexOf(bytes, p, limit, $L)", Scan.class, ByteTests.literal(ends.get(0)));
        } else if (ends.size() == 2) {
            code.addStatement(
                    "p = $T.indexOfEither(bytes, p, limit, $L, $L)",
                    Scan.class,
                    ByteTests.literal(ends.get(0)),
                    ByteTests.literal(ends.get(1)));
        } else {
            String octet = "bytes[p] & 0xff";
            String condition = simple(loop) ? ByteTests.in(loop, "(" + octet + ")") : "";
            if (condition.isEmpty()) {
                code.beginControlFlow("for (int c; p < limit; p++)");
                code.addStatement("c = $L", octet);
                code.beginControlFlow("if ($L)", ByteTests.notIn(loop, "c"));
                code.addStatement("break");
                code.endControlFlow();
                code.endControlFlow();
            } else {
                code.beginControlFlow("while (p < limit && $L)", condition);
                code.addStatement("p++");
                code.endControlFlow();
            }
        }
    }

    // ------------------------------------------------------------------ delimiters

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

    /** The body of {@code match(bytes, at, to, last)} where the steps of the automaton are methods of their own. */
    static CodeBlock match(List<List<Integer>> groups) {
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("int accepted = $T.NO_MATCH", org.protospec.runtime.parse.Input.class);
        code.addStatement("int state = 0");
        code.beginControlFlow("for (int p = at; p < to; p++)");
        code.addStatement("int c = bytes[p] & 0xff");
        code.add("int next = ");
        for (int i = 0; i < groups.size() - 1; i++) {
            code.add("state < $L ? $L(state, c) : ", groups.get(i + 1).get(0), part("step", i));
        }
        code.add("$L(state, c);\n", part("step", groups.size() - 1));
        code.beginControlFlow("if (next < 0)").addStatement("return accepted").endControlFlow();
        code.beginControlFlow("if ((next & 1) != 0)").addStatement("accepted = p + 1 - at");
        code.beginControlFlow("if ((next & 2) != 0)")
                .addStatement("return accepted")
                .endControlFlow();
        code.endControlFlow();
        code.addStatement("state = next >> 2").endControlFlow();
        return code.addStatement("return last ? accepted : $T.MORE", org.protospec.runtime.parse.Input.class)
                .build();
    }

    /** The body of {@code step(state, c)}: four times the next state, plus 1 if it accepts and 2 if nothing can follow. */
    CodeBlock steps(List<Integer> group) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (state)");
        for (int state : group) {
            code.add("case $L:\n", state).indent();
            for (Dfa.Edge edge : dfa.edges(state)) {
                int flags = (dfa.accepting(edge.target()) ? 1 : 0) + (isFinal(edge.target()) ? 2 : 0);
                code.beginControlFlow("if ($L)", ByteTests.in(edge.bytes(), "c"));
                code.addStatement("return $L", 4 * edge.target() + flags).endControlFlow();
            }
            code.addStatement("return -1").unindent();
        }
        code.add("default:\n").indent().addStatement("return -1").unindent();
        return code.endControlFlow().build();
    }

    /** The body of {@code match(bytes, at, to, last)}. */
    CodeBlock match() {
        CodeBlock.Builder code = CodeBlock.builder();
        code.addStatement("int accepted = $T.NO_MATCH", org.protospec.runtime.parse.Input.class);
        code.addStatement("int state = 0");
        code.beginControlFlow("for (int p = at; p < to; p++)");
        code.addStatement("int c = bytes[p] & 0xff");
        code.beginControlFlow("switch (state)");
        List<Integer> states = states();
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
                if (isFinal(edge.target())) {
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
            if (dfa.edges(states.get(i)).stream().anyMatch(edge -> !isFinal(edge.target()))) {
                code.addStatement("break");
            }
            code.unindent();
        }
        code.endControlFlow();
        code.endControlFlow();
        return code.addStatement("return last ? accepted : $T.MORE", org.protospec.runtime.parse.Input.class)
                .build();
    }
}
