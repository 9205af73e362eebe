package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The body of a method about all fields, of which there may be too many for one method. */
final class LongBody {
    private final List<CodeBlock> statements = new ArrayList<>();

    void add(CodeBlock statement) {
        statements.add(statement);
    }

    /** The code of a method with such parameters; what is too much for it becomes further methods of its class. */
    CodeBlock code(TypeSpec.Builder type, String method, ParameterSpec... parameters) {
        List<CodeBlock> parts = parts();
        if (parts.size() <= 1) {
            return parts.isEmpty() ? CodeBlock.of("") : parts.get(0);
        }
        List<ParameterSpec> handedOn = List.of(parameters);
        String arguments = handedOn.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
        CodeBlock.Builder calls = CodeBlock.builder();
        for (int i = 0; i < parts.size(); i++) {
            // A dollar is in no name of a spec.
            String part = method + "$" + i;
            type.addMethod(MethodSpec.methodBuilder(part)
                    .addModifiers(Modifier.PRIVATE)
                    .addCode(parts.get(i))
                    .addParameters(handedOn)
                    .build());
            calls.addStatement("$L($L)", part, arguments);
        }
        return calls.build();
    }

    private List<CodeBlock> parts() {
        List<CodeBlock.Builder> parts = new ArrayList<>();
        int length = 0;
        for (CodeBlock each : statements) {
            int own = each.toString().length();
            if (parts.isEmpty() || length + own > JavaMethods.MAX_LENGTH) {
                parts.add(CodeBlock.builder());
                length = 0;
            }
            parts.get(parts.size() - 1).add(each);
            length += own;
        }
        return parts.stream().map(CodeBlock.Builder::build).toList();
    }
}
