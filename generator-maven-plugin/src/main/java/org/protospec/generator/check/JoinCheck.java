package org.protospec.generator.check;

import java.util.IdentityHashMap;
import java.util.Map;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MessageDef;

/** Texts are put together where there is a place for the result. */
final class JoinCheck implements Check {

    @Override
    public void check(CheckContext context) {
        Map<Expr, Boolean> placed = new IdentityHashMap<>();
        for (MessageDef message : context.spec().messages()) {
            message.lets().forEach(let -> placed.put(let.value(), true));
        }
        Map<Expr, Boolean> joined = new IdentityHashMap<>();
        Walk.expressions(context.spec(), expr -> {
            if (expr instanceof Expr.Join join) {
                Walk.expression(join.element(), part -> joined.put(part, true));
            }
        });
        Walk.expressions(context.spec(), expr -> {
            if (expr instanceof Expr.TextCall call
                    && call.method() == Expr.TextMethod.ESCAPE
                    && !joined.containsKey(call)) {
                context.report(Diagnostic.of(DiagnosticKind.ESCAPE_MISPLACED, call.span())
                        .help("put it together: let safe = list.join(it.escape(\".\"), \"\");"));
            }
            if (expr instanceof Expr.First first && !placed.containsKey(first)) {
                context.report(Diagnostic.of(DiagnosticKind.FIRST_MISPLACED, first.span())
                        .help("give it a name before: let found = "
                                + first.span().text() + ";"));
            }
            if (expr instanceof Expr.Join join && !placed.containsKey(join)) {
                context.report(Diagnostic.of(DiagnosticKind.JOIN_MISPLACED, join.span())
                        .help("give it a name before: let joined = "
                                + join.span().text() + ";"));
            }
        });
    }
}
