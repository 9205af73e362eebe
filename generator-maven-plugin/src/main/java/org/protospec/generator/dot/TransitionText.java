package org.protospec.generator.dot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Transition;

/** A transition in few words: its event, its guard, what it does. */
final class TransitionText {

    private static final int GUARD_LENGTH = 160;
    private static final int ACTION_LENGTH = 44;
    /** Spaces that neither the wrapping of lines nor graphviz drops. */
    private static final String INDENT = "\u00a0\u00a0";

    private final Spec spec;
    private final MachineDef machine;

    TransitionText(Spec spec, MachineDef machine) {
        this.spec = spec;
        this.machine = machine;
    }

    /** The event, with its time or its variable. */
    String event(Transition transition) {
        String kind = machine.word(transition.trigger());
        if (transition.trigger().kind() == Transition.Kind.TIMEOUT) {
            return kind + " " + duration(transition.trigger().timeoutMillis());
        }
        return kind + transition.variable().map(name -> "(" + name.name() + ")").orElse("");
    }

    /** The guard in brackets; empty without one. */
    String guard(Transition transition) {
        return transition
                .guard()
                .map(guard -> "[" + DotText.shorten(DotText.source(guard.span()), GUARD_LENGTH) + "]")
                .orElse("");
    }

    /** The actions, one a text, without the details that the picture has no room for. */
    List<String> actions(List<Action> actions) {
        List<String> result = new ArrayList<>();
        for (Action action : actions) {
            result.addAll(action(action));
        }
        return result;
    }

    private List<String> action(Action action) {
        if (action instanceof Action.IfAction branch) {
            List<String> lines = new ArrayList<>();
            lines.add(brief("if " + DotText.source(branch.condition().span())));
            actions(branch.then()).forEach(line -> lines.add(INDENT + line));
            if (!branch.otherwise().isEmpty()) {
                lines.add("else");
                actions(branch.otherwise()).forEach(line -> lines.add(INDENT + line));
            }
            return lines;
        }
        return List.of(simple(action));
    }

    private String simple(Action action) {
        if (action instanceof Action.Emit emit) {
            return "emit " + spec.events().get(emit.event()).name();
        } else if (action instanceof Action.Alert alert) {
            return "alert " + alert.severity().name().toLowerCase(Locale.ROOT);
        } else if (action instanceof Action.Opaque opaque) {
            return "opaque"
                    + opaque.direction()
                            .map(direction -> " " + direction.name().toLowerCase(Locale.ROOT))
                            .orElse("");
        } else if (action instanceof Action.ResyncAction taken) {
            return "resync " + FieldText.of(spec, taken.resync());
        } else if (action instanceof Action.HandOver handOver) {
            return "hand over to " + handOver.protocol();
        } else if (action instanceof Action.Pop pop) {
            return brief("pop " + variable(pop.variable()));
        } else if (action instanceof Action.Assign assign) {
            return brief(variable(assign.variable()) + " = "
                    + DotText.source(assign.value().span()));
        } else if (action instanceof Action.Call call) {
            return brief(DotText.source(call.span()));
        } else if (action instanceof Action.Append append) {
            return brief(variable(append.variable()) + " += "
                    + DotText.source(append.value().span()));
        }
        return "drop";
    }

    private String variable(int index) {
        return machine.vars().get(index).name();
    }

    private static String brief(String text) {
        return DotText.shorten(text, ACTION_LENGTH);
    }

    /** A time in the largest unit that has no fraction. */
    private static String duration(long millis) {
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "min" : seconds + "s";
    }
}
