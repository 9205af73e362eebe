package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;

/** Writes what a parser tells about each of its steps, for its errors: what it is, what it expects, and whether it makes a value. */
final class StepWords {
    /** Steps whose words one method tells: with many more it would be too large to be compiled to machine code. */
    private static final int MAX_WORDS = 400;

    private final List<Step> steps;

    StepWords(MessageIr ir) {
        this.steps = ir.steps();
    }

    /** Adds the methods to the parser's class. */
    void addTo(TypeSpec.Builder type) {
        words(type, "label", steps.stream().map(step -> step.info().label()).toList());
        words(
                type,
                "expected",
                steps.stream().map(step -> step.info().expected()).toList());
        conversions(type);
    }

    private static void words(TypeSpec.Builder type, String name, List<String> words) {
        MethodSpec.Builder method = JavaMethods.override(name).addModifiers(Modifier.PROTECTED);
        if (words.size() <= MAX_WORDS) {
            type.addMethod(words(method, words, 0));
            return;
        }
        CodeBlock.Builder parts = CodeBlock.builder().add("return ");
        for (int from = 0; from < words.size(); from += MAX_WORDS) {
            int to = Math.min(from + MAX_WORDS, words.size());
            String part = name + "$" + from / MAX_WORDS;
            MethodSpec.Builder some = MethodSpec.methodBuilder(part).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
            type.addMethod(words(some, words.subList(from, to), from));
            parts.add(
                    to < words.size()
                            ? CodeBlock.of("step < $L ? $L(step) : ", to, part)
                            : CodeBlock.of("$L(step);\n", part));
        }
        type.addMethod(method.addParameter(TypeName.INT, "step")
                .returns(String.class)
                .addCode(parts.build())
                .build());
    }

    private static MethodSpec words(MethodSpec.Builder method, List<String> words, int from) {
        method.addParameter(TypeName.INT, "step").returns(String.class);
        CodeBlock.Builder code = CodeBlock.builder();
        Set<String> distinct = new LinkedHashSet<>(words);
        distinct.remove("");
        if (distinct.isEmpty()) {
            return method.addStatement("return $S", "").build();
        }
        code.add("return switch (step) {\n").indent();
        for (String word : distinct) {
            List<String> numbers = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i).equals(word)) {
                    numbers.add(String.valueOf(from + i));
                }
            }
            code.add("case $L -> $S;\n", String.join(", ", numbers), word);
        }
        code.add("default -> $S;\n", "").unindent().add("};\n");
        return method.addCode(code.build()).build();
    }

    /** Which steps make a value of what was read: an error of theirs is one of those bytes. */
    private void conversions(TypeSpec.Builder type) {
        List<CodeBlock> tests = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Convert) {
                tests.add(CodeBlock.of("step == $L", i));
            }
        }
        if (!tests.isEmpty()) {
            type.addMethod(JavaMethods.override("converts")
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(TypeName.INT, "step")
                    .returns(TypeName.BOOLEAN)
                    .addStatement("return $L", CodeBlock.join(tests, " || "))
                    .build());
        }
    }
}
