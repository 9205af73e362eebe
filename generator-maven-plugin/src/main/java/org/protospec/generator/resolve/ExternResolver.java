package org.protospec.generator.resolve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Type;

/** Resolves what a spec leaves to Java. */
final class ExternResolver {

    private static final List<String> CONVERSIONS = List.of("int", "upper", "lower");

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final ValueTypes valueTypes;

    ExternResolver(Symbols symbols, ExpressionResolver expressions, ValueTypes valueTypes) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.valueTypes = valueTypes;
    }

    /** Whether the language has a conversion, or a filter, of that name; that is reported. */
    static boolean isBuiltIn(Symbols symbols, Declaration.ExternDecl declaration) {
        String name = declaration.name().text();
        boolean builtIn = declaration.form() == Declaration.ExternForm.FUNCTION
                ? CONVERSIONS.contains(name)
                : Arrays.stream(FieldType.Filter.values())
                        .anyMatch(each -> each.word().equals(name));
        if (builtIn) {
            symbols.report(DiagnosticKind.BUILT_IN, declaration.name().span(), name);
        }
        return builtIn;
    }

    /** Resolves those that have names of their own, once all types have. */
    void resolve(List<Declaration.ExternDecl> declarations) {
        for (Declaration.ExternDecl each : declarations) {
            Optional<Type> result = each.result().map(type -> valueTypes.type(type, ValueTypes.Use.EXTERN_RESULT));
            boolean function = each.form() == Declaration.ExternForm.FUNCTION;
            symbols.externs.put(
                    each.name().text(),
                    new ExternDef(
                            symbols.externs.size(),
                            each.name().text(),
                            each.doc(),
                            each.name().span(),
                            function ? ExternDef.Form.FUNCTION : ExternDef.Form.FILTER,
                            valueTypes.params(each.parameters(), ValueTypes.Use.EXTERN_PARAMETER),
                            result,
                            max(each, result)));
        }
    }

    private OptionalLong max(Declaration.ExternDecl declaration, Optional<Type> result) {
        if (result.isEmpty() || declaration.result().orElseThrow().max().isEmpty()) {
            return OptionalLong.empty();
        }
        var node = declaration.result().orElseThrow().max().get();
        Type type = result.get();
        if (!(type.present() instanceof Type.TextType)) {
            if (!Types.isError(type)) {
                symbols.report(DiagnosticKind.MODIFIER_MISFIT, node.span(), "max", symbols.describe(type));
            }
            return OptionalLong.empty();
        }
        return expressions.bound(Optional.of(node), Scope.EMPTY);
    }
}
