package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Transition;

/** What expressions in a machine can name: its variables, and that of the transition's event. */
final class MachineScope implements Scope {
    /** What carries the flow, unless a variable has that name. */
    private static final String TRANSPORT = "transport";

    private final Symbols symbols;
    private final Map<String, MachineDef.Var> vars;
    private final Optional<Transition.EventVar> event;

    /** Why the event's variable has no type; empty if it has one. */
    private final String untyped;

    /** Optional variables that the transition's guard has found to be there, as long as nothing is assigned to them. */
    private final Set<Integer> present = new HashSet<>();

    private MachineScope(
            Symbols symbols, Map<String, MachineDef.Var> vars, Optional<Transition.EventVar> event, String untyped) {
        this.symbols = symbols;
        this.vars = vars;
        this.event = event;
        this.untyped = untyped;
    }

    static MachineScope of(Symbols symbols, List<MachineDef.Var> vars) {
        Map<String, MachineDef.Var> byName = new LinkedHashMap<>();
        vars.forEach(v -> byName.putIfAbsent(v.name(), v));
        return new MachineScope(symbols, byName, Optional.empty(), "");
    }

    MachineScope with(Optional<Transition.EventVar> variable, String whyUntyped) {
        return new MachineScope(symbols, vars, variable, whyUntyped);
    }

    /** Takes from a guard which variables are there when it holds: {@code x.present}, {@code x != none}, and such with &&. */
    void assume(Expr guard) {
        if (guard instanceof Expr.Binary both && both.operator() == BinaryOperator.AND) {
            assume(both.left());
            assume(both.right());
        } else if (guard instanceof Expr.Present test && test.target() instanceof Expr.VarRef variable) {
            present.add(variable.variable());
        } else if (guard instanceof Expr.Binary test
                && test.operator() == BinaryOperator.NOT_EQUAL
                && test.right() instanceof Expr.NoneLiteral
                && test.left() instanceof Expr.VarRef variable) {
            present.add(variable.variable());
        }
    }

    /** A variable is assigned to: what was assumed of it holds no longer. */
    void forget(int variable) {
        present.remove(variable);
    }

    Optional<MachineDef.Var> variable(String name) {
        return Optional.ofNullable(vars.get(name));
    }

    Collection<String> variableNames() {
        return vars.keySet();
    }

    @Override
    public Optional<Expr> lookup(Name name) {
        if (event.isPresent() && event.get().name().equals(name.text())) {
            if (!untyped.isEmpty()) {
                symbols.report(DiagnosticKind.SHARED_VARIABLE, name.span(), untyped, name.text());
            }
            return Optional.of(new Expr.EventVarRef(name.span(), event.get().type(), name.text()));
        }
        Optional<Expr> variable = variable(name.text())
                .map(v -> new Expr.VarRef(
                        name.span(), present.contains(v.index()) ? v.type().present() : v.type(), v.index()));
        return variable.isEmpty() && name.text().equals(TRANSPORT)
                ? Optional.of(new Expr.Transport(name.span(), Types.TEXT))
                : variable;
    }

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>(vars.keySet());
        names.add(TRANSPORT);
        event.ifPresent(e -> names.add(e.name()));
        return names;
    }

    @Override
    public String kinds() {
        return "variable or constant";
    }
}
