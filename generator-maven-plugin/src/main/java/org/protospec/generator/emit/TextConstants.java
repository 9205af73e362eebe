package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.protospec.runtime.bytes.Slice;

/** The texts of a spec that generated code hands on as slices: one constant each. */
final class TextConstants {
    private final Names names;
    private final Map<String, String> constants = new LinkedHashMap<>();

    TextConstants(Names names) {
        this.names = names;
    }

    /** The constant for a text. */
    CodeBlock constant(String text) {
        return CodeBlock.of("$L", constants.computeIfAbsent(text, this::name));
    }

    private String name(String text) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length() && word.length() < 20; i++) {
            char c = text.charAt(i);
            word.append(c < 0x80 && Character.isLetterOrDigit(c) ? c : '_');
        }
        boolean readable = word.chars().anyMatch(Character::isLetterOrDigit);
        return names.constant(readable ? word + "_TEXT" : text.isEmpty() ? "EMPTY_TEXT" : "TEXT");
    }

    /** The fields that hold them. */
    List<FieldSpec> fields() {
        List<FieldSpec> fields = new ArrayList<>();
        constants.forEach((text, name) ->
                fields.add(FieldSpec.builder(Slice.class, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("$T.of($S)", Slice.class, text)
                        .build()));
        return fields;
    }
}
