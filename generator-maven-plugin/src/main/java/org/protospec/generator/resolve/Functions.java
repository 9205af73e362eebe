package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.ast.ActionNode;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Type;
import org.protospec.generator.model.Type.IntType;
import org.protospec.generator.source.Span;

/** Calls of functions, those that are written in Java and those of the spec. */
final class Functions {

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final WrittenFunctions written;

    Functions(Symbols symbols, ExpressionResolver expressions, WrittenFunctions written) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.written = written;
    }

    /** A call that stands for its value. */
    Expr call(ExprNode.FunctionNode node, List<Expr> given) {
        if (written.knows(node.name())) {
            return written.call(node, given);
        }
        Optional<ExternDef> function = named(node.name());
        if (function.isEmpty()) {
            return ExpressionResolver.error(node.span());
        }
        ExternDef f = function.get();
        Optional<List<Expr>> arguments = arguments(f, node.name().span(), given);
        if (f.result().isEmpty()) {
            String wanted = "a function that gives a value";
            symbols.report(
                    DiagnosticKind.TYPE_MISMATCH, node.span(), "what is called here", wanted, "one that gives none");
            return ExpressionResolver.error(node.span());
        }
        return arguments.isEmpty() || Types.isError(f.result().get())
                ? ExpressionResolver.error(node.span())
                : new Expr.ExternCall(node.span(), f.result().get(), f.id(), arguments.get());
    }

    /** A call that stands by itself, and not for the machine's own actions. */
    Optional<Action> action(ActionNode.CallActionNode node, List<Expr> given) {
        if (written.knows(node.name())) {
            String wanted = "a function that gives no value";
            symbols.report(
                    DiagnosticKind.TYPE_MISMATCH,
                    node.span(),
                    "what is called by itself",
                    wanted,
                    "one that gives its expression's");
            return Optional.empty();
        }
        Optional<ExternDef> function = named(node.name());
        if (function.isEmpty()) {
            return Optional.empty();
        }
        ExternDef f = function.get();
        Optional<List<Expr>> arguments = arguments(f, node.name().span(), given);
        if (f.result().isPresent()) {
            if (Types.isError(f.result().get())) {
                return Optional.empty();
            }
            String gives = "one that gives " + symbols.describe(f.result().get());
            String wanted = "a function that gives no value";
            symbols.report(DiagnosticKind.TYPE_MISMATCH, node.span(), "what is called by itself", wanted, gives);
            return Optional.empty();
        }
        return arguments.map(fitted -> new Action.Call(node.span(), f.id(), fitted));
    }

    private Optional<ExternDef> named(Name name) {
        Optional<ExternDef> function = symbols.extern(name, ExternDef.Form.FUNCTION);
        if (function.isPresent()) {
            return function;
        }
        if (symbols.extern(name, ExternDef.Form.FILTER).isPresent()) {
            symbols.report(Diagnostic.of(DiagnosticKind.UNKNOWN_NAME, name.span(), "function", name.text())
                    .help("it is a filter: write \"decode " + name.text() + "\" behind a field"));
        } else if (symbols.actions.contains(name.text())) {
            symbols.report(Diagnostic.of(DiagnosticKind.UNKNOWN_NAME, name.span(), "function", name.text())
                    .help("what has this name are actions, which have no value: call them by themselves"));
        } else if (symbols.announcedFunctions.contains(name.text())) {
            symbols.report(DiagnosticKind.NOT_CONSTANT, name.span(), "what is computed here");
        } else {
            List<String> known = new ArrayList<>(symbols.externNames(ExternDef.Form.FUNCTION));
            known.addAll(written.names());
            known.addAll(symbols.actions);
            symbols.unknown(DiagnosticKind.UNKNOWN_NAME, name, known, "function", name.text());
        }
        return function;
    }

    /** The arguments as the parameters take them; empty if one is a mistake, which is reported. */
    private Optional<List<Expr>> arguments(ExternDef function, Span span, List<Expr> given) {
        if (!Arguments.counted(symbols, span, function.name(), function.params().size(), given.size())) {
            return Optional.empty();
        }
        List<Expr> fitted = new ArrayList<>();
        for (Param param : function.params()) {
            fitted.add(argument(param, given.get(param.index())));
        }
        return fitted.stream().anyMatch(Types::isError) ? Optional.empty() : Optional.of(fitted);
    }

    /** An integer is certainly one of the parameter's: nobody else looks at it before the function does. */
    private Expr argument(Param param, Expr given) {
        String what = "parameter \"" + param.name() + "\"";
        Expr fitted = expressions.fit(given, param.type(), what);
        boolean certain = !(param.type() instanceof IntType wanted
                && fitted.type() instanceof IntType range
                && !wanted.contains(range));
        if (!certain) {
            expressions.mismatch(given, what, symbols.describe(param.type()));
            return ExpressionResolver.error(given.span());
        }
        return fitted;
    }

    /** The function that converts values of a type; empty if there is none, and a mistake in its use is reported. */
    Optional<ExternDef> conversion(Name name, Span span, Type from) {
        ExternDef f = symbols.extern(name, ExternDef.Form.FUNCTION).orElseThrow();
        if (f.params().size() != 1 || f.result().isEmpty()) {
            String takes = f.result().isEmpty()
                    ? "one that gives none"
                    : "one of " + f.params().size() + " parameters";
            symbols.report(
                    DiagnosticKind.TYPE_MISMATCH,
                    span,
                    "what converts a field",
                    "a function of one parameter that gives a value",
                    takes);
            return Optional.empty();
        }
        Type wanted = f.params().get(0).type();
        if (Types.isError(wanted) || Types.isError(f.result().get())) {
            return Optional.empty();
        }
        if (!Types.takes(wanted, from)) {
            symbols.report(
                    DiagnosticKind.CONVERSION_MISFIT,
                    span,
                    name.text(),
                    symbols.describe(wanted),
                    symbols.describe(from));
            return Optional.empty();
        }
        return Optional.of(f);
    }
}
