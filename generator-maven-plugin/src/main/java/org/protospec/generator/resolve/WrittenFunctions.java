package org.protospec.generator.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.FunctionDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Replacement;
import org.protospec.generator.model.Type;

/**
 * Functions that the spec writes down. A call stands for the function's expression with the arguments in place of the parameters: nothing
 * can be observed of the difference, as expressions have no effects.
 */
final class WrittenFunctions {

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final Map<String, Function> functions = new LinkedHashMap<>();
    /** Names of those whose expressions are being resolved, the outermost first. */
    private final Deque<String> open = new ArrayDeque<>();

    private static final class Function {
        final Declaration.FunctionDecl declaration;
        final List<Param> params;
        boolean called;
        /** Whether its expression was looked at by itself, and is without a mistake; empty before. */
        Optional<Boolean> sound = Optional.empty();

        Function(Declaration.FunctionDecl declaration, List<Param> params) {
            this.declaration = declaration;
            this.params = params;
        }
    }

    WrittenFunctions(Symbols symbols, ExpressionResolver expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    /** Learns of functions, once all types have names. */
    void declare(List<Declaration.FunctionDecl> declarations, ValueTypes types) {
        for (Declaration.FunctionDecl each : declarations) {
            List<Param> params = types.params(each.parameters(), ValueTypes.Use.WRITTEN_PARAMETER);
            functions.put(each.name().text(), new Function(each, params));
        }
    }

    Collection<String> names() {
        return functions.keySet();
    }

    boolean knows(Name name) {
        return functions.containsKey(name.text());
    }

    /** What a call stands for. */
    Expr call(ExprNode.FunctionNode node, List<Expr> given) {
        Function function = Objects.requireNonNull(functions.get(node.name().text()));
        function.called = true;
        String name = node.name().text();
        if (open.contains(name)) {
            symbols.report(Diagnostic.of(
                            DiagnosticKind.FUNCTION_CYCLE,
                            node.name().span(),
                            String.join(" calls ", open) + " calls " + name)
                    .note(function.declaration.name().span(), "it is declared here"));
            return ExpressionResolver.error(node.span());
        }
        boolean counted = Arguments.counted(symbols, node.name().span(), name, function.params.size(), given.size());
        if (!counted || !isSound(function)) {
            return ExpressionResolver.error(node.span());
        }
        List<Expr> values = new ArrayList<>();
        for (Param param : function.params) {
            values.add(expressions.fit(given.get(param.index()), param.type(), "parameter \"" + param.name() + "\""));
        }
        if (values.stream().anyMatch(Types::isError)) {
            return ExpressionResolver.error(node.span());
        }
        List<Type> types = values.stream().map(Expr::type).toList();
        Replacement arguments =
                new Replacement(leaf -> leaf instanceof Expr.ParamRef param ? values.get(param.param()) : leaf);
        return arguments.in(value(function, types), node.span());
    }

    /** Whether its expression is without a mistake, whatever it is given; mistakes are reported the first time. */
    private boolean isSound(Function function) {
        if (function.sound.isEmpty()) {
            List<Type> types = function.params.stream().map(Param::type).toList();
            Expr value = value(function, types);
            if (value.type() instanceof Type.NoneType) {
                symbols.report(DiagnosticKind.NO_TYPE, value.span());
            }
            boolean typed = types.stream().noneMatch(Types::isError);
            function.sound = Optional.of(typed && !Types.isError(value) && !(value.type() instanceof Type.NoneType));
        }
        return function.sound.get();
    }

    /** Its expression, where parameters of these types stand for themselves. */
    private Expr value(Function function, List<Type> types) {
        Map<String, Expr> params = new LinkedHashMap<>();
        for (Param param : function.params) {
            params.put(param.name(), new Expr.ParamRef(param.span(), types.get(param.index()), 0, 0, param.index()));
        }
        open.addLast(function.declaration.name().text());
        Expr value = expressions.resolve(function.declaration.value(), new Inside(params));
        open.removeLast();
        return value;
    }

    /** Looks at those that nobody has called, too. */
    List<FunctionDef> finish() {
        functions.values().forEach(this::isSound);
        return functions.values().stream()
                .map(each -> new FunctionDef(
                        each.declaration.name().text(),
                        each.declaration.doc(),
                        each.declaration.name().span(),
                        each.called))
                .toList();
    }

    /** What a function's expression knows: its parameters. */
    private record Inside(Map<String, Expr> params) implements Scope {
        @Override
        public Optional<Expr> lookup(Name name) {
            return Optional.ofNullable(params.get(name.text()));
        }

        @Override
        public Collection<String> names() {
            return params.keySet();
        }

        @Override
        public String kinds() {
            return "parameter or constant";
        }

        /** The argument may be an "it" of its own: two of them would be one. */
        @Override
        public boolean takesIt() {
            return false;
        }
    }
}
