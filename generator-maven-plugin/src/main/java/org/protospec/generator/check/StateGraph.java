package org.protospec.generator.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Transition.Kind;
import org.protospec.generator.model.Transition.Target;

/**
 * Which transitions of a machine can be taken at all, and which states they lead to.
 *
 * <p>A transition cannot be taken if its guard is constant false, if its event cannot happen in the state, or if an
 * earlier transition without a guard always takes the event away from it. What else guards say is not looked at.
 */
public final class StateGraph {

    private static final String TCP = "tcp";

    private final MachineDef machine;
    private final List<List<Transition>> live = new ArrayList<>();
    private final BitSet reached = new BitSet();
    private final BitSet reachedOverTcp = new BitSet();
    private final BitSet ending = new BitSet();

    private StateGraph(MachineDef machine) {
        this.machine = machine;
    }

    /** The graph of a machine. */
    public static StateGraph of(MachineDef machine) {
        StateGraph graph = new StateGraph(machine);
        machine.states().forEach(state -> graph.live.add(graph.liveTransitions(state)));
        graph.reach();
        graph.findEnds();
        return graph;
    }

    /** The transitions that a state can take, its own and shared ones, in the order in which they are tried. */
    public List<Transition> live(int state) {
        return List.copyOf(live.get(state));
    }

    /** Whether some flow can come into the state. */
    public boolean reached(int state) {
        return reached.get(state);
    }

    /** Whether some flow over TCP can come into the state: other flows have no end but silence. */
    boolean reachedOverTcp(int state) {
        return reachedOverTcp.get(state);
    }

    /**
     * Whether a flow can get from the state to {@code finish}, to {@code fail}, or to a state that is open-ended by
     * intent: one that is opaque, hands over, or expects nothing.
     */
    public boolean canEnd(int state) {
        return ending.get(state);
    }

    /**
     * The transition that always takes the event away from the one at {@code index}: one before it, or a shorter timeout
     * that leaves the state.
     *
     * @param transitions all of one state, or all shared ones, in written order
     */
    public static Optional<Transition> shadow(List<Transition> transitions, int index) {
        Transition shadowed = transitions.get(index);
        for (int i = 0; i < transitions.size(); i++) {
            Transition other = transitions.get(i);
            boolean same = i < index && other.trigger().equals(shadowed.trigger());
            if ((same || firesBefore(other, shadowed)) && unguarded(other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /** Whether both are timeouts, and the first has left the state when the second would come. */
    private static boolean firesBefore(Transition first, Transition second) {
        return first.trigger().kind() == Kind.TIMEOUT
                && second.trigger().kind() == Kind.TIMEOUT
                && first.trigger().timeoutMillis() < second.trigger().timeoutMillis()
                && first.target().isPresent();
    }

    static boolean unguarded(Transition transition) {
        return transition.guard().isEmpty() || isConstant(transition, true);
    }

    static boolean isConstant(Transition transition, boolean value) {
        return transition
                .guard()
                .filter(guard -> guard instanceof Expr.FlagLiteral flag && flag.value() == value)
                .isPresent();
    }

    /** Whether an event of this kind can happen in a state. */
    static boolean happens(State state, Kind kind) {
        return switch (kind) {
            case UP -> state.up() instanceof Expectation.Expects;
            case DOWN -> state.down() instanceof Expectation.Expects;
            case PARSE_ERROR ->
                state.up() instanceof Expectation.Expects || state.down() instanceof Expectation.Expects;
            case ONE_SIDED -> state.up() instanceof Expectation.Defer || state.down() instanceof Expectation.Defer;
            default -> true;
        };
    }

    private List<Transition> liveTransitions(State state) {
        List<Transition> all = new ArrayList<>(state.transitions());
        all.addAll(machine.shared());
        List<Transition> result = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Transition transition = all.get(i);
            if (!isConstant(transition, false)
                    && happens(state, transition.trigger().kind())
                    && shadow(all, i).isEmpty()) {
                result.add(transition);
            }
        }
        return result;
    }

    private void reach() {
        Deque<Integer> open = new ArrayDeque<>();
        open.add(machine.initial());
        machine.midstream().ifPresent(open::add);
        machine.starts().forEach(start -> {
            start.initial().ifPresent(open::add);
            start.midstream().ifPresent(open::add);
        });
        reach(open, reached);
        Optional<MachineDef.Start> tcp = machine.starts().stream()
                .filter(start -> start.layer().equals(TCP))
                .findFirst();
        open.add(tcp.map(MachineDef.Start::initial).orElse(OptionalInt.empty()).orElse(machine.initial()));
        OptionalInt midstream = tcp.map(MachineDef.Start::midstream).orElse(OptionalInt.empty());
        (midstream.isPresent() ? midstream : machine.midstream()).ifPresent(open::add);
        reach(open, reachedOverTcp);
    }

    private void reach(Deque<Integer> open, BitSet reached) {
        while (!open.isEmpty()) {
            int state = open.remove();
            if (state >= 0 && state < live.size() && !reached.get(state)) {
                reached.set(state);
                for (Transition transition : live.get(state)) {
                    if (transition.target().orElse(null) instanceof Target.ToState next) {
                        open.add(next.state());
                    }
                }
            }
        }
    }

    private void findEnds() {
        for (boolean more = true; more; ) {
            more = false;
            for (State state : machine.states()) {
                if (!ending.get(state.id()) && ends(state)) {
                    ending.set(state.id());
                    more = true;
                }
            }
        }
    }

    private boolean ends(State state) {
        return (state.up() instanceof Expectation.Nothing && state.down() instanceof Expectation.Nothing)
                || live.get(state.id()).stream().anyMatch(this::ends);
    }

    private boolean ends(Transition transition) {
        if (transition.actions().stream().anyMatch(StateGraph::goesOpaque)) {
            return true;
        }
        return transition
                .target()
                .filter(target -> !(target instanceof Target.ToState next) || ending.get(next.state()))
                .isPresent();
    }

    private static boolean goesOpaque(Action action) {
        if (action instanceof Action.IfAction branch) {
            return branch.then().stream().anyMatch(StateGraph::goesOpaque)
                    || branch.otherwise().stream().anyMatch(StateGraph::goesOpaque);
        }
        return action instanceof Action.Opaque || action instanceof Action.HandOver || action instanceof Action.Drop;
    }
}
