package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;

/** Writes the arguments of calls: absent values as null, or as a flag and 0. */
final class Arguments {
    private Arguments() {}

    /** Arguments of a call, in the order of {@link #arguments}. */
    static CodeBlock callArguments(
            Spec spec,
            JavaTypes types,
            Expressions expressions,
            MessageIr callee,
            List<Expr> given,
            List<Expr> captured) {
        List<CodeBlock> code = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            code.add(passed(types, expressions, callee.def().params().get(i).type(), given.get(i)));
        }
        captured.forEach(each -> code.add(passed(types, expressions, each.type(), each)));
        return CodeBlock.join(code, ", ");
    }

    /** A value as a Java argument: absent ones as null, or as a flag and 0. */
    static CodeBlock passed(JavaTypes types, Expressions expressions, Type wanted, Expr expr) {
        Value value = expressions.value(expr);
        if (types.isPrimitive(wanted)) {
            CodeBlock cast = types.of(wanted).equals(TypeName.INT)
                            && !types.of(expr.type()).equals(TypeName.INT)
                            && !(expr instanceof Expr.NoneLiteral)
                    ? CodeBlock.of("(int) $L", value.operand())
                    : value.code();
            if (!wanted.isOptional()) {
                return cast;
            }
            if (expr instanceof Expr.NoneLiteral) {
                return CodeBlock.of("false, $L", types.of(wanted).equals(TypeName.BOOLEAN) ? "false" : "0");
            }
            return value.always()
                    ? CodeBlock.of("true, $L", cast)
                    : CodeBlock.of(
                            "$L, $L ? $L : $L",
                            value.presence(),
                            value.presence(),
                            value.operand(),
                            types.of(wanted).equals(TypeName.BOOLEAN) ? "false" : "0");
        }
        if (expr instanceof Expr.NoneLiteral || value.always()) {
            return value.code();
        }
        return CodeBlock.of("$L ? $L : null", value.presence(), value.operand());
    }
}
