package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Param;
import org.protospec.generator.source.Span;

/** What is given where parameters are declared. */
final class Arguments {

    private Arguments() {}

    /** Whether as many arguments are given as wanted; if not, that is reported. */
    static boolean counted(Symbols symbols, Span span, String what, int wanted, int given) {
        if (wanted == given) {
            return true;
        }
        String takes = wanted == 0 ? "no argument" : wanted == 1 ? "1 argument" : wanted + " arguments";
        String are = given == 0 ? "is none" : given == 1 ? "is 1" : "are " + given;
        symbols.report(DiagnosticKind.ARGUMENT_COUNT, span, "\"" + what + "\"", takes, are);
        return false;
    }

    /** The arguments as their parameters take them; mistakes are reported. */
    static List<Expr> fit(
            Symbols symbols,
            ExpressionResolver expressions,
            Span span,
            String what,
            List<Param> params,
            List<Expr> given) {
        if (!counted(symbols, span, what, params.size(), given.size())) {
            return List.of();
        }
        List<Expr> fitted = new ArrayList<>();
        for (Param param : params) {
            fitted.add(expressions.fit(given.get(param.index()), param.type(), "parameter \"" + param.name() + "\""));
        }
        return fitted;
    }
}
