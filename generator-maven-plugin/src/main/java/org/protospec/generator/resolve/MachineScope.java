package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Transition;

/** What expressions in a machine can name: its variables, and that of the transition's event, or the parameters of its actions. */
final class MachineScope implements Scope {
    /** What carries the flow, unless a variable has that name. */
    private static final String TRANSPORT = "transport";

    private final Symbols symbols;
    private final Map<String, MachineDef.Var> vars;
    private final Map<String, Expr> params;
    private final Optional<Transition.EventVar> event;

    /** Why the event's variable has no type; empty if it has one. */
    private final String untyped;

    /** What the transition's guard, and conditions around the place, have found to be there. */
    private final Presence presence;

    /** The scope around, of which something may be forgotten, too. */
    private final Optional<MachineScope> outer;

    private MachineScope(
            Symbols symbols,
            Map<String, MachineDef.Var> vars,
            Map<String, Expr> params,
            Optional<Transition.EventVar> event,
            String untyped,
            Presence presence,
            Optional<MachineScope> outer) {
        this.symbols = symbols;
        this.vars = vars;
        this.params = params;
        this.event = event;
        this.untyped = untyped;
        this.presence = presence;
        this.outer = outer;
    }

    static MachineScope of(Symbols symbols, List<MachineDef.Var> vars) {
        Map<String, MachineDef.Var> byName = new LinkedHashMap<>();
        vars.forEach(v -> byName.putIfAbsent(v.name(), v));
        return new MachineScope(symbols, byName, Map.of(), Optional.empty(), "", Presence.none(), Optional.empty());
    }

    MachineScope with(Optional<Transition.EventVar> variable, String whyUntyped) {
        return new MachineScope(symbols, vars, Map.of(), variable, whyUntyped, Presence.none(), Optional.empty());
    }

    /** The scope of actions that are written down once. */
    MachineScope with(Map<String, Expr> parameters) {
        return new MachineScope(symbols, vars, parameters, Optional.empty(), "", Presence.none(), Optional.empty());
    }

    /** The scope of what is done, or looked at, only if a condition holds. */
    @Override
    public MachineScope given(Expr condition) {
        Presence inner = presence.copy();
        inner.assume(condition);
        return new MachineScope(symbols, vars, params, event, untyped, inner, Optional.of(this));
    }

    @Override
    public Expr known(Expr value) {
        return presence.known(value);
    }

    /** A variable is assigned to: what was assumed of it holds no longer. */
    void forget(int variable) {
        presence.forget(variable);
        outer.ifPresent(o -> o.forget(variable));
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
        if (params.containsKey(name.text())) {
            return Optional.of(params.get(name.text()));
        }
        Optional<Expr> variable = variable(name.text()).map(v -> new Expr.VarRef(name.span(), v.type(), v.index()));
        return variable.isEmpty() && name.text().equals(TRANSPORT)
                ? Optional.of(new Expr.Transport(name.span(), Types.TEXT))
                : variable;
    }

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>(vars.keySet());
        names.add(TRANSPORT);
        names.addAll(params.keySet());
        event.ifPresent(e -> names.add(e.name()));
        return names;
    }

    @Override
    public String kinds() {
        return params.isEmpty() ? "variable or constant" : "parameter, variable or constant";
    }
}
