package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Spec;

/** Writes the calls of functions that a spec leaves to Java. */
final class ExternCalls {
    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;
    private final Scope scope;
    private final Expressions expressions;

    ExternCalls(Spec spec, SpecNames names, JavaTypes types, Scope scope, Expressions expressions) {
        this.spec = spec;
        this.names = names;
        this.types = types;
        this.scope = scope;
        this.expressions = expressions;
    }

    Value value(Expr.ExternCall call) {
        ExternDef function = spec.externs().get(call.extern());
        if (!function.givesText()) {
            return Value.of("$L", call(call.extern(), call.arguments()));
        }
        CodeBlock place = scope.result();
        CodeBlock made = text(call, place);
        // What was made to see whether it is there has a place of its own.
        return call.type().isOptional()
                ? new Value(CodeBlock.of("$L.text()", place), List.of(CodeBlock.of("$L != null", made)), true)
                : new Value(made, List.of(), true);
    }

    /** The call of a function for its value, or for what it does. */
    CodeBlock call(int extern, List<Expr> given) {
        return CodeBlock.of("$L.$L($L)", scope.externs(), names.extern(extern), arguments(extern, given));
    }

    /** The call of a function that gives a text, which is put into a place. */
    CodeBlock text(Expr.ExternCall call, CodeBlock place) {
        List<CodeBlock> arguments = new ArrayList<>();
        if (!call.arguments().isEmpty()) {
            arguments.add(arguments(call.extern(), call.arguments()));
        }
        arguments.add(place);
        return CodeBlock.of("$L.$L($L)", scope.externs(), names.extern(call.extern()), CodeBlock.join(arguments, ", "));
    }

    /** What a function in Java is given. */
    private CodeBlock arguments(int extern, List<Expr> given) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (Param param : spec.externs().get(extern).params()) {
            arguments.add(Arguments.passed(types, expressions, param.type(), given.get(param.index())));
        }
        return CodeBlock.join(arguments, ", ");
    }
}
