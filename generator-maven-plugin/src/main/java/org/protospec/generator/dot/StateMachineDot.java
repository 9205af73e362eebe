package org.protospec.generator.dot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.protospec.generator.check.StateGraph;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MachineDef.State;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Transition.Target;

/**
 * The picture of a protocol's state machine.
 *
 * <p>A node is a state, with what it expects of each direction and the transitions that stay in it; an edge is a
 * transition, labelled with its event, its guard in brackets and what it does. What all states share is drawn once, at a
 * node of its own. States that no flow comes into, and transitions that are never taken, are grey, and dashed or dotted.
 */
public final class StateMachineDot {

    private static final String FINISH = "finish";
    private static final String FAIL = "fail";
    private static final int WIDTH = 30;
    private static final double WIDEST_LINE = 6;

    private final Spec spec;
    private final MachineDef machine;
    private final StateGraph graph;
    private final TransitionText texts;
    private final Counts counts;
    private final StringBuilder out = new StringBuilder();

    private StateMachineDot(Spec spec, MachineDef machine, Counts counts) {
        this.spec = spec;
        this.machine = machine;
        this.graph = StateGraph.of(machine);
        this.texts = new TransitionText(spec, machine);
        this.counts = counts;
    }

    /** The picture in the language of {@code dot}, each line ended by a line feed; absent if the spec has no machine. */
    public static Optional<String> of(Spec spec) {
        return of(spec, Counts.NONE);
    }

    /** The same with the numbers of a run written to its states and transitions. */
    public static Optional<String> of(Spec spec, Counts counts) {
        return spec.machine().map(machine -> new StateMachineDot(spec, machine, counts).draw());
    }

    private String draw() {
        line("digraph " + DotText.quote(machine.name()) + " {");
        Label title = Label.centred()
                .bold(spec.name() + ": state machine " + machine.name())
                .small("An edge says what happens, [if] a guard holds, and what is done. Dashed edges: in any state.");
        line("  graph [rankdir=TB, nodesep=0.4, ranksep=0.55, pad=0.3, labelloc=t, fontsize=14, fontname=\"Helvetica\","
                + " fontcolor=\"" + Palette.TEXT + "\", bgcolor=\"white\", label=" + title.attribute() + "];");
        line("  node [shape=box, style=\"rounded,filled\", fillcolor=\"" + Palette.PLAIN_FILL + "\", color=\""
                + Palette.LINE + "\", fontname=\"Helvetica\", fontsize=12, fontcolor=\"" + Palette.TEXT
                + "\", margin=\"0.14,0.08\"];");
        line("  edge [color=\"" + Palette.LINE + "\", fontname=\"Helvetica\", fontsize=10, fontcolor=\"" + Palette.TEXT
                + "\", arrowsize=0.7];");
        line("");
        starts();
        machine.states().forEach(this::state);
        ends();
        sharedNode();
        line("");
        machine.states().forEach(state -> edges(state.name(), state.transitions(), Optional.of(state)));
        edges(Counts.ANY_STATE, machine.shared(), Optional.empty());
        line("}");
        return out.toString();
    }

    // ------------------------------------------------------------------------------------------------- nodes

    private void starts() {
        if (machine.starts().stream().noneMatch(each -> isInitial(each, machine.initial()))) {
            start("(start)", machine.initial(), "start", Palette.TEXT);
        }
        machine.midstream().ifPresent(state -> start("(midstream)", state, "start in midstream", Palette.PLAIN_FILL));
        machine.starts().forEach(each -> {
            String over = " over " + each.layer();
            each.initial().ifPresent(state -> start("(start" + over + ")", state, "start" + over, Palette.TEXT));
            each.midstream()
                    .ifPresent(state ->
                            start("(midstream" + over + ")", state, "start in midstream" + over, Palette.PLAIN_FILL));
        });
    }

    private void start(String node, int state, String label, String fill) {
        if (state < 0 || state >= machine.states().size()) {
            return;
        }
        line("  " + DotText.quote(node)
                + " [shape=circle, width=0.16, height=0.16, fixedsize=true, label=\"\", fillcolor=\"" + fill
                + "\", color=\"" + Palette.TEXT + "\"];");
        line("  " + DotText.quote(node) + " -> "
                + DotText.quote(machine.states().get(state).name()) + " [label="
                + Label.left().small(label).attribute() + ", weight=4];");
    }

    private void state(State state) {
        Label label = Label.centred().bold(state.name());
        expectation("up", state.up()).ifPresent(label::small);
        expectation("down", state.down()).ifPresent(label::small);
        boolean initial = state.id() == machine.initial()
                || machine.starts().stream().anyMatch(each -> isInitial(each, state.id()));
        boolean midstream = is(machine.midstream(), state.id())
                || machine.starts().stream().anyMatch(each -> is(each.midstream(), state.id()));
        String look;
        if (!graph.reached(state.id())) {
            label.small("never reached");
            look = ", style=\"rounded,dashed\", color=\"" + Palette.UNREACHED + "\", fontcolor=\"" + Palette.UNREACHED
                    + "\"";
        } else if (initial || midstream) {
            look = ", style=\"rounded,filled" + (initial ? ",bold" : "") + "\", fillcolor=\"" + Palette.INITIAL_FILL
                    + "\", color=\"" + Palette.INITIAL_LINE + "\"";
        } else {
            look = "";
        }
        entered(label, state.name());
        node(state.name(), table(label, state.name(), state.transitions()), look);
    }

    private static boolean isInitial(MachineDef.Start start, int state) {
        return is(start.initial(), state);
    }

    private static boolean is(OptionalInt marked, int state) {
        return marked.isPresent() && marked.getAsInt() == state;
    }

    private void ends() {
        end(FINISH, Target.Finish.class, "doublecircle", Palette.FINISH_FILL, Palette.FINISH_LINE);
        end(FAIL, Target.Fail.class, "doubleoctagon", Palette.FAIL_FILL, Palette.FAIL_LINE);
    }

    private void end(String name, Class<? extends Target> kind, String shape, String fill, String line) {
        boolean used = machine.shared().stream()
                .anyMatch(transition ->
                        transition.target().filter(kind::isInstance).isPresent());
        for (State state : machine.states()) {
            used |= state.transitions().stream()
                    .anyMatch(transition ->
                            transition.target().filter(kind::isInstance).isPresent());
        }
        if (used) {
            Label label = Label.centred().bold(name);
            entered(label, name);
            node(
                    name,
                    label.attribute(),
                    ", shape=" + shape + ", style=filled, margin=\"0.03,0.03\", fillcolor=\"" + fill + "\", color=\""
                            + line + "\"");
        }
    }

    private void sharedNode() {
        if (!machine.shared().isEmpty()) {
            Label label = Label.centred().bold(Counts.ANY_STATE).small("tried after the state's own");
            node(
                    Counts.ANY_STATE,
                    table(label, Counts.ANY_STATE, machine.shared()),
                    ", shape=box, style=\"filled,dashed\", fillcolor=\"" + Palette.SHARED_FILL + "\"");
        }
    }

    private void node(String name, String label, String look) {
        line("  " + DotText.quote(name) + " [label=" + label + look + "];");
    }

    private void entered(Label label, String state) {
        if (!counts.isEmpty()) {
            label.markup("<font point-size=\"9\"><b>entered "
                    + times(counts.states().getOrDefault(state, 0L)) + "</b></font>");
        }
    }

    private Optional<String> expectation(String direction, Expectation expectation) {
        if (expectation instanceof Expectation.Expects expects) {
            String arguments = expects.arguments().isEmpty()
                    ? ""
                    : expects.arguments().stream()
                            .map(argument -> DotText.source(argument.span()))
                            .collect(Collectors.joining(", ", "(", ")"));
            return Optional.of(direction + ": "
                    + spec.messages().get(expects.message()).name() + DotText.shorten(arguments, WIDTH));
        }
        return expectation instanceof Expectation.Defer ? Optional.of(direction + ": defer") : Optional.empty();
    }

    /** The head of a node, and below a rule the transitions that stay in it. */
    private String table(Label head, String owner, List<Transition> transitions) {
        Label stays = Label.left();
        boolean any = false;
        for (int i = 0; i < transitions.size(); i++) {
            Transition transition = transitions.get(i);
            if (transition.target().isEmpty()) {
                any = true;
                stays.markup(inside(owner, i, transition));
            }
        }
        if (!any) {
            return head.attribute();
        }
        return "<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"3\"><tr><td>" + head.inner()
                + "</td></tr><hr/><tr><td align=\"left\" balign=\"left\">" + stays.inner() + "</td></tr></table>>";
    }

    private String inside(String owner, int index, Transition transition) {
        String guard = texts.guard(transition);
        List<String> actions = texts.actions(transition.actions());
        String rest = (guard.isEmpty() ? "" : " " + guard) + (actions.isEmpty() ? "" : " / " + joined(actions));
        List<String> lines = DotText.wrap(texts.event(transition) + rest, WIDTH + 10);
        String html = lines.stream().map(DotText::html).collect(Collectors.joining("<br align=\"left\"/>&#160;&#160;"));
        String count = counts.isEmpty() ? "" : " <b>" + times(taken(owner, index)) + "</b>";
        return "<font point-size=\"9\">" + html + count + "</font>";
    }

    private static String joined(List<String> actions) {
        return actions.stream()
                .map(action -> action.replace('\u00a0', ' ').strip())
                .collect(Collectors.joining("; "));
    }

    // ------------------------------------------------------------------------------------------------- edges

    private void edges(String owner, List<Transition> transitions, Optional<State> state) {
        for (int i = 0; i < transitions.size(); i++) {
            Transition transition = transitions.get(i);
            if (transition.target().isPresent()) {
                edge(owner, i, transition, isTaken(transition, state));
            }
        }
    }

    private boolean isTaken(Transition transition, Optional<State> state) {
        return machine.states().stream()
                .filter(other -> state.isEmpty() || state.get().id() == other.id())
                .anyMatch(other ->
                        graph.reached(other.id()) && graph.live(other.id()).contains(transition));
    }

    private void edge(String owner, int index, Transition transition, boolean taken) {
        Label label = Label.left().bold(texts.event(transition));
        String guard = texts.guard(transition);
        if (!guard.isEmpty()) {
            terms(guard).forEach(label::plain);
        }
        texts.actions(transition.actions()).forEach(label::small);
        List<String> look = new ArrayList<>();
        Target target = transition.target().orElseThrow();
        if (!taken) {
            look.add("style=dotted, color=\"" + Palette.UNREACHED + "\", fontcolor=\"" + Palette.UNREACHED + "\"");
        } else if (target instanceof Target.Fail) {
            look.add((owner.equals(Counts.ANY_STATE) ? "style=dashed, " : "") + "color=\"" + Palette.FAIL_LINE + "\"");
        } else if (target instanceof Target.Finish) {
            look.add("color=\"" + Palette.FINISH_LINE + "\"");
        } else if (owner.equals(Counts.ANY_STATE)) {
            look.add("style=dashed");
        }
        if (!counts.isEmpty()) {
            long times = taken(owner, index);
            label.markup("<b>" + times(times) + "</b>");
            look.add("penwidth=" + String.format(Locale.ROOT, "%.2f", width(times)));
        }
        String attributes = look.isEmpty() ? "" : ", " + String.join(", ", look);
        line("  " + DotText.quote(owner) + " -> " + DotText.quote(name(target)) + " [label=" + label.attribute()
                + attributes + "];");
    }

    /** A guard on one line if it is short, else one condition a line. */
    private static List<String> terms(String guard) {
        if (guard.length() <= WIDTH) {
            return List.of(guard);
        }
        return Arrays.stream(guard.split(" (?=(?:&&|\\|\\|) )"))
                .flatMap(term -> DotText.wrap(term, WIDTH).stream())
                .toList();
    }

    private String name(Target target) {
        return target instanceof Target.ToState state
                ? machine.states().get(state.state()).name()
                : target instanceof Target.Finish ? FINISH : FAIL;
    }

    private long taken(String owner, int index) {
        return counts.transitions().getOrDefault(Counts.key(owner, index), 0L);
    }

    /** The busiest transition has the widest line; widths grow with the logarithm. */
    private double width(long times) {
        long most = counts.transitions().values().stream()
                .max(Comparator.naturalOrder())
                .orElse(0L);
        return times <= 0 || most <= 0
                ? 0.5
                : 1 + (WIDEST_LINE - 1) * Math.log1p((double) times) / Math.log1p((double) most);
    }

    private static String times(long count) {
        return String.format(Locale.ROOT, "%,d\u00d7", count);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
