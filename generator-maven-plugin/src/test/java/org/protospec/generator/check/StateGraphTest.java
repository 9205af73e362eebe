package org.protospec.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Transition;

class StateGraphTest {

    @Test
    void whatAnUnguardedTransitionTakesLeadsNowhereElse() {
        assertThat(reached("""
                initial state a { up: A; on up -> b; on up -> c; }
                state b { up: A; on up -> finish; }
                state c { up: A; on up -> finish; }
                """)).containsExactly("a", "b");
    }

    @Test
    void guardsThatAreNotConstantAreThoughtToHoldSometimes() {
        assertThat(reached("""
                initial state a { up: A; on up(x) when x.a == 1 -> b; on up when false -> d; on up when true -> c; on up -> d; }
                state b { } state c { } state d { }
                """)).containsExactly("a", "b", "c");
    }

    @Test
    void timeoutsAndSharedTransitionsLeadToStates() {
        assertThat(reached("""
                initial state a { up: A; on timeout 5s -> b; on timeout 6s -> d; }
                state b { } state c { } state d { } state e { }
                any state { on timeout 7s -> e; on closed -> c; }
                """)).containsExactly("a", "b", "c", "e");
    }

    @Test
    void aStateOverridesWhatAllShare() {
        assertThat(reached("""
                initial state a { up: A; on up -> finish; on closed -> finish; on parse_error -> finish; }
                state b { up: A; on up -> finish; }
                any state { on closed -> b; on parse_error -> b; on one_sided -> b; }
                """)).containsExactly("a");
    }

    @Test
    void statesThatAreOnlyReachedFromUnreachedOnesAreUnreached() {
        assertThat(reached("""
                initial state a { up: A; on up -> finish; }
                state b { up: A; on up -> c; } state c { up: A; on up -> b; }
                midstream state d { up: A; on up -> e; } state e { }
                """)).containsExactly("a", "d", "e");
    }

    @Test
    void endsAreFollowedBackwards() {
        assertThat(ending("""
                initial state a { up: A; on up -> b; }
                state b { up: A; on up -> c; }
                state c { up: A; on up { if 1 < 2 { opaque up; } }; }
                state d { up: A; on up -> e; }
                state e { up: A; on up -> d; }
                state f { up: A; on up -> g; }
                state g { }
                """)).containsExactly("a", "b", "c", "f", "g");
    }

    private static List<String> reached(String states) {
        MachineDef machine = machine(states);
        StateGraph graph = StateGraph.of(machine);
        return machine.states().stream()
                .filter(state -> graph.reached(state.id()))
                .map(State::name)
                .toList();
    }

    private static List<String> ending(String states) {
        MachineDef machine = machine(states);
        StateGraph graph = StateGraph.of(machine);
        return machine.states().stream()
                .filter(state -> graph.canEnd(state.id()))
                .map(State::name)
                .toList();
    }

    @Test
    void liveTransitionsKeepTheOrderInWhichTheyAreTried() {
        MachineDef machine = machine("""
                initial state a { up: A; on closed -> finish; on up(x) when x.a == 1 -> fail; on up -> finish; }
                state b { down: A; }
                any state { on gap -> fail; on closed -> fail; on down -> fail; on up -> fail; }
                """);
        assertThat(StateGraph.of(machine).live(0))
                .extracting(Transition::trigger)
                .extracting(Transition.Trigger::kind)
                .containsExactly(Transition.Kind.CLOSED, Transition.Kind.UP, Transition.Kind.UP, Transition.Kind.GAP);
    }

    private static MachineDef machine(String states) {
        return Specs.compile("protocol p; message A { a: u8; } machine m { " + states + " }")
                .machine()
                .orElseThrow();
    }
}
