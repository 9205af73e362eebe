package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.Automata;
import org.protospec.generator.ir.Decision;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.ir.Wording;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.regex.GroupProgram;
import org.protospec.runtime.parse.Delimiter;
import org.protospec.runtime.parse.Groups;
import org.protospec.runtime.parse.Input;

/** Writes the class that holds a protocol's tokens and delimiters as code. */
final class TokensEmitter {
    private final Spec spec;
    private final SpecNames names;
    private final Automata automata;

    TokensEmitter(Spec spec, SpecNames names, Automata automata) {
        this.spec = spec;
        this.names = names;
        this.automata = automata;
    }

    /**
     * The class.
     *
     * @param tokens those that are matched as their bytes come
     * @param whole those that are also matched where all their bytes are there
     * @param messages whose decisions between alternatives are automata, too
     */
    TypeSpec emit(Set<Integer> tokens, Set<Integer> whole, List<MessageIr> messages, Delimiters delimiters) {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.tokens())
                .addJavadoc("The tokens of $L: what bytes they match, as code.\n", Docs.escape(spec.name()))
                .addModifiers(Modifier.FINAL);
        delimiters.used().forEach(each -> {
            ClassName delimiter = names.tokens().nestedClass(each.className());
            type.addField(FieldSpec.builder(Delimiter.class, each.constant(), Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc(
                            "Ends content: {@code $L}$L.\n",
                            each.tokens().stream()
                                    .map(token -> code(spec.tokens().get(token)))
                                    .collect(Collectors.joining(", ")),
                            lead(each.lead()))
                    .initializer("new $T()", delimiter)
                    .build());
        });
        grouped(messages)
                .forEach(token -> type.addField(
                        FieldSpec.builder(Groups.Pattern.class, names.groups(token), Modifier.STATIC, Modifier.FINAL)
                                .addJavadoc(
                                        "The named groups of {@code $L}.\n",
                                        code(spec.tokens().get(token)))
                                .initializer(pattern(automata.groups(token)))
                                .build()));
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        for (TokenDef token : spec.tokens()) {
            if (tokens.contains(token.id())) {
                token(type, token);
            }
            if (whole.contains(token.id())) {
                type.addMethod(whole(token));
            }
        }
        messages.forEach(each -> decisions(type, each));
        delimiters.used().forEach(each -> type.addType(delimiter(each)));
        return type.build();
    }

    private static Set<Integer> grouped(List<MessageIr> messages) {
        Set<Integer> tokens = new TreeSet<>();
        messages.stream()
                .flatMap(each -> each.steps().stream())
                .filter(Step.KeepGroups.class::isInstance)
                .forEach(step -> tokens.add(((Step.KeepGroups) step).token()));
        return tokens;
    }

    private static CodeBlock pattern(GroupProgram program) {
        String code = program.code().stream().map(String::valueOf).collect(Collectors.joining(" "));
        return CodeBlock.of(
                "new $T($S, $S, $L, $L)", Groups.Pattern.class, code, program.sets(), program.groups(), program.size());
    }

    private void decisions(TypeSpec.Builder type, MessageIr message) {
        for (int i = 0; i < message.decisions().size(); i++) {
            Decision decision = message.decisions().get(i);
            CodeBlock doc = CodeBlock.of(
                    "Tells by its index which of these is next in $L: $L.\n",
                    Docs.escape(message.def().name()),
                    Docs.escape(decision.text()));
            automaton(
                    type,
                    names.decision(message.def().id(), i),
                    new TokenMatcherEmitter(new AutomatonLayout(decision.dfa()), TokenMatcherEmitter.Answer.INDEX),
                    doc);
        }
    }

    private void token(TypeSpec.Builder type, TokenDef token) {
        CodeBlock doc = Docs.of(
                token.doc(),
                "Matches " + Wording.token(token) + ".",
                Docs.file(token.span().file().name()),
                token.span().line());
        automaton(
                type,
                names.token(token.id()),
                new TokenMatcherEmitter(
                        new AutomatonLayout(automata.token(token.id())), TokenMatcherEmitter.Answer.LENGTH),
                doc);
    }

    private static void automaton(TypeSpec.Builder type, String name, TokenMatcherEmitter automaton, CodeBlock doc) {
        List<List<Integer>> groups = automaton.layout().groups();
        if (groups.size() == 1) {
            type.addMethod(
                    matcher(name, automaton, groups.get(0)).addJavadoc(doc).build());
            return;
        }
        type.addMethod(MethodSpec.methodBuilder(name)
                .addJavadoc(doc)
                .addModifiers(Modifier.STATIC)
                .addParameter(Input.class, "in")
                .returns(TypeName.INT)
                .addCode(TokenMatcherEmitter.dispatch(name, groups))
                .build());
        for (int i = 0; i < groups.size(); i++) {
            type.addMethod(matcher(AutomatonLayout.part(name, i), automaton, groups.get(i))
                    .addModifiers(Modifier.PRIVATE)
                    .build());
        }
    }

    private MethodSpec whole(TokenDef token) {
        WholeTokenEmitter emitter = new WholeTokenEmitter(new AutomatonLayout(automata.token(token.id())));
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.token(token.id()))
                .addJavadoc(
                        "As {@link #$1L(Input)}, at once: the index behind a match at {@code p}, or {@link $2T#NO_MATCH},\n"
                                + "or {@link $2T#MORE} where the bytes before {@code limit} do not tell.\n",
                        names.token(token.id()),
                        Input.class)
                .addModifiers(Modifier.STATIC)
                .addParameter(byte[].class, "bytes")
                .addParameter(TypeName.INT, "p")
                .addParameter(TypeName.INT, "limit")
                .returns(TypeName.INT)
                .addCode(emitter.body());
        if (emitter.fallsThrough()) {
            method.addAnnotation(JavaMethods.SUPPRESS_FALLTHROUGH);
        }
        return method.build();
    }

    private static MethodSpec.Builder matcher(String name, TokenMatcherEmitter automaton, List<Integer> states) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addParameter(Input.class, "in")
                .returns(TypeName.INT)
                .addModifiers(Modifier.STATIC)
                .addCode(automaton.token(states));
        if (automaton.layout().fallsThrough(states)) {
            method.addAnnotation(JavaMethods.SUPPRESS_FALLTHROUGH);
        }
        return method;
    }

    private static String lead(String lead) {
        return lead.isEmpty() ? "" : " at the start of a line";
    }

    private static String code(TokenDef token) {
        return Docs.escape(Wording.token(token)).replace("{", "&#123;").replace("}", "&#125;");
    }

    private TypeSpec delimiter(Delimiters.Delimiter each) {
        AutomatonLayout layout = new AutomatonLayout(automata.behind(each.lead(), each.tokens()));
        DelimiterEmitter emitter = new DelimiterEmitter(layout);
        List<List<Integer>> groups = layout.groups();
        TypeSpec.Builder type = TypeSpec.classBuilder(each.className());
        for (int i = 0; groups.size() > 1 && i < groups.size(); i++) {
            type.addMethod(MethodSpec.methodBuilder(AutomatonLayout.part("step", i))
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(TypeName.INT, "state")
                    .addParameter(TypeName.INT, "c")
                    .returns(TypeName.INT)
                    .addCode(emitter.steps(groups.get(i)))
                    .build());
        }
        type.addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL).superclass(Delimiter.class);
        emitter.opening()
                .ifPresent(body -> type.addMethod(JavaMethods.override("opening")
                        .addModifiers(Modifier.PROTECTED)
                        .returns(String.class)
                        .addCode(body)
                        .build()));
        return type.addMethod(JavaMethods.override("find")
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(byte[].class, "bytes")
                        .addParameter(TypeName.INT, "from")
                        .addParameter(TypeName.INT, "to")
                        .returns(TypeName.INT)
                        .addCode(emitter.find())
                        .build())
                .addMethod(JavaMethods.override("match")
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(byte[].class, "bytes")
                        .addParameter(TypeName.INT, "at")
                        .addParameter(TypeName.INT, "to")
                        .addParameter(TypeName.BOOLEAN, "last")
                        .returns(TypeName.INT)
                        .addCode(groups.size() > 1 ? DelimiterEmitter.match(groups) : emitter.match())
                        .build())
                .build();
    }
}
