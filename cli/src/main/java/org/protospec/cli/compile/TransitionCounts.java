package org.protospec.cli.compile;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.protospec.runtime.event.FlowStartEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StateEvent;

/** How often machines went from one state to another, by what happened: counts while rules of a traced run. */
public final class TransitionCounts implements RuleSet {
    static final String MIDSTREAM = "midstream";
    static final String INIT = "init";

    private static final Comparator<Step> ORDER = Comparator.comparing(Step::protocol)
            .thenComparing(Step::from)
            .thenComparing(Step::to)
            .thenComparing(Step::on);

    private final SortedMap<Step, Long> counts = new TreeMap<>(ORDER);

    /**
     * A change of state.
     *
     * @param protocol name of the protocol
     * @param from the state that was left; empty where the flow started
     * @param to the state that was entered; empty where the flow started
     * @param on what happened
     */
    public record Step(String protocol, String from, String to, String on) {
        boolean isStart() {
            return from.isEmpty();
        }
    }

    @Override
    public void install(Rules rules) {
        rules.on(StateEvent.TYPE, event -> add(new Step(event.protocol(), event.from(), event.to(), event.on())));
        rules.on(
                FlowStartEvent.TYPE,
                event -> add(new Step(event.protocol(), "", "", event.flow().midstream() ? MIDSTREAM : INIT)));
    }

    private void add(Step step) {
        counts.merge(step, 1L, Long::sum);
    }

    /** The counts, in a fixed order. */
    public SortedMap<Step, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
