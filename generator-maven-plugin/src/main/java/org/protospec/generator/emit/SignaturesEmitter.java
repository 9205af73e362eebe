package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.ir.Automata;
import org.protospec.generator.ir.Wording;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.regex.ByteSet;
import org.protospec.generator.regex.Dfa;
import org.protospec.runtime.detect.ByteAutomaton;
import org.protospec.runtime.detect.FirstBytes;
import org.protospec.runtime.detect.Signature;

/** Writes the class that says what the first bytes of a protocol's flows look like. */
final class SignaturesEmitter {
    /** The list of all. */
    static final String ALL = "ALL";

    private final Spec spec;
    private final SpecNames names;
    private final Automata automata;
    /** The methods of the automata by token. */
    private final Map<Integer, String> methods = new TreeMap<>();

    SignaturesEmitter(Spec spec, SpecNames names) {
        this.spec = spec;
        this.names = names;
        this.automata = Automata.of(spec);
        Names taken = Names.empty();
        for (Spec.Signature each : spec.signatures()) {
            each.up().ifPresent(first -> name(taken, first, "client"));
            each.down().ifPresent(first -> name(taken, first, "server"));
        }
    }

    private void name(Names taken, Spec.FirstBytes first, String side) {
        methods.computeIfAbsent(
                first.token(),
                token -> taken.member(spec.tokens().get(token).name().orElse(side + "_begins")));
    }

    TypeSpec emit() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.signatures())
                .addJavadoc(
                        "What the first bytes of $L look like, where its port does not tell.\n",
                        Docs.escape(spec.name()))
                .addModifiers(Modifier.FINAL);
        List<CodeBlock> all = new ArrayList<>();
        for (Spec.Signature signature : spec.signatures()) {
            String name = spec.signatures().size() == 1 ? "SIGNATURE" : "SIGNATURE_" + (all.size() + 1);
            type.addField(FieldSpec.builder(Signature.class, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc(Docs.of(
                            signature.doc(),
                            "A flow may begin so.",
                            Docs.file(spec.span().file().name()),
                            signature.span().line()))
                    .initializer(signature(signature))
                    .build());
            all.add(CodeBlock.of("$L", name));
        }
        type.addField(FieldSpec.builder(
                        ParameterizedTypeName.get(List.class, Signature.class), ALL, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("All of them: any will do.\n")
                .initializer("$T.of($L)", List.class, CodeBlock.join(all, ", "))
                .build());
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        methods.forEach((token, name) -> automaton(type, name, spec.tokens().get(token)));
        return type.build();
    }

    private CodeBlock signature(Spec.Signature signature) {
        String factory = signature.down().isEmpty() ? "up" : signature.up().isEmpty() ? "down" : "both";
        CodeBlock arguments = Stream.of(signature.up(), signature.down())
                .flatMap(Optional::stream)
                .map(this::firstBytes)
                .collect(CodeBlock.joining(",\n"));
        return CodeBlock.of("$T.$L(\n$>$L$<)", Signature.class, factory, arguments);
    }

    private CodeBlock firstBytes(Spec.FirstBytes first) {
        TokenDef token = spec.tokens().get(first.token());
        int max = Bounds.firstBytes(first, token, shortestMatches(token)).orElseThrow();
        return CodeBlock.of(
                "new $T($S, $L, $T::$L)",
                FirstBytes.class,
                Wording.token(token),
                max,
                names.signatures(),
                methods.get(token.id()));
    }

    private Dfa shortestMatches(TokenDef token) {
        return automata.token(token.id()).shortestMatches();
    }

    private void automaton(TypeSpec.Builder type, String name, TokenDef token) {
        Dfa dfa = shortestMatches(token);
        List<List<Integer>> groups = new AutomatonLayout(dfa).groups();
        MethodSpec.Builder method = method(name).addJavadoc("Matches $L.\n", Docs.escape(Wording.token(token)));
        if (groups.size() == 1) {
            type.addMethod(method.addCode(states(dfa, groups.get(0))).build());
            return;
        }
        for (int i = 0; i < groups.size() - 1; i++) {
            method.beginControlFlow("if (state < $L)", groups.get(i + 1).get(0))
                    .addStatement("return $L(state, c)", AutomatonLayout.part(name, i))
                    .endControlFlow();
        }
        type.addMethod(method.addStatement("return $L(state, c)", AutomatonLayout.part(name, groups.size() - 1))
                .build());
        for (int i = 0; i < groups.size(); i++) {
            type.addMethod(method(AutomatonLayout.part(name, i))
                    .addCode(states(dfa, groups.get(i)))
                    .build());
        }
    }

    private static MethodSpec.Builder method(String name) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(TypeName.INT, "state")
                .addParameter(TypeName.INT, "c")
                .returns(TypeName.INT);
    }

    /** A switch over states; one that accepts is never asked. */
    private static CodeBlock states(Dfa dfa, List<Integer> states) {
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("return switch (state)");
        for (int state : states) {
            if (!dfa.accepting(state)) {
                state(code, dfa, state);
            }
        }
        return code.addStatement("default -> $T.FAILED", ByteAutomaton.class)
                .unindent()
                .add("};\n")
                .build();
    }

    /** The narrowest sets of bytes come first, so that the test for a wide one need not leave them out. */
    private static void state(CodeBlock.Builder code, Dfa dfa, int state) {
        List<Dfa.Edge> edges = dfa.edges(state).stream()
                .sorted(Comparator.comparingInt(edge -> edge.bytes().size()))
                .toList();
        String separator = edges.size() > 2 ? "\n" : " ";
        code.add("case $L ->", state).indent().add(separator);
        ByteSet before = ByteSet.EMPTY;
        for (Dfa.Edge edge : edges) {
            before = before.union(edge.bytes());
            String test = test(edge.bytes(), before);
            code.add("$L", before.equals(ByteSet.ALL) ? "" : test + " ? ");
            if (dfa.accepting(edge.target())) {
                code.add("$T.MATCHED", ByteAutomaton.class);
            } else {
                code.add("$L", edge.target());
            }
            code.add(before.equals(ByteSet.ALL) ? "" : separator + ": ");
        }
        if (!before.equals(ByteSet.ALL)) {
            code.add("$T.FAILED", ByteAutomaton.class);
        }
        code.add(";\n").unindent();
    }

    /** The shorter of two tests that come to the same, as the bytes of {@code before} were asked for already. */
    private static String test(ByteSet bytes, ByteSet before) {
        String exact = ByteTests.in(bytes, "c");
        String loose = ByteTests.in(before, "c");
        return loose.length() < exact.length() ? loose : exact;
    }
}
