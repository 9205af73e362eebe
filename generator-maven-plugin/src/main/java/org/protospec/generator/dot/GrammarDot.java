package org.protospec.generator.dot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/**
 * The picture of a protocol's messages.
 *
 * <p>A cluster is a message, its nodes what is read, in order from top to bottom; a diamond is a decision, an edge back a
 * loop. A dashed edge leads from a field to the message that it is, an edge to an ellipse to the event that takes a field's
 * bytes as they come. Nothing is drawn twice.
 */
public final class GrammarDot {

    private final Spec spec;
    private final DotLines out = new DotLines();
    private final List<String> links = new ArrayList<>();
    private final Map<Integer, EventDef> streams = new TreeMap<>();

    private GrammarDot(Spec spec) {
        this.spec = spec;
    }

    /** The picture in the language of {@code dot}, each line ended by a line feed. */
    public static String of(Spec spec) {
        return new GrammarDot(spec).draw();
    }

    private String draw() {
        out.line("digraph " + DotText.quote(spec.name()) + " {");
        out.indent();
        Label title = Label.centred()
                .bold(spec.name() + ": grammar")
                .small(
                        "A box is read from the bytes; a dashed one is matched and not kept. A blue dashed edge leads to the"
                                + " message that a field is.");
        out.line("graph [rankdir=TB, nodesep=0.35, ranksep=0.4, pad=0.3, compound=true, labelloc=t, fontsize=14,"
                + " fontname=\"Helvetica\", fontcolor=\"" + Palette.TEXT + "\", bgcolor=\"white\", label="
                + title.attribute() + "];");
        out.line("node [shape=box, style=filled, fillcolor=\"" + Palette.PLAIN_FILL + "\", color=\"" + Palette.LINE
                + "\", fontname=\"Helvetica\", fontsize=11, fontcolor=\"" + Palette.TEXT
                + "\", margin=\"0.12,0.06\", height=0.3];");
        out.line("edge [color=\"" + Palette.LINE + "\", fontname=\"Helvetica\", fontsize=10, fontcolor=\""
                + Palette.TEXT + "\", arrowsize=0.7];");
        for (MessageDef message : spec.messages()) {
            if (message.parent().isEmpty()) {
                out.line("");
                cluster(message);
            }
        }
        if (!streams.isEmpty()) {
            out.line("");
            streams.values().forEach(this::streamNode);
        }
        if (!links.isEmpty()) {
            out.line("");
            links.forEach(out::line);
        }
        out.outdent();
        out.line("}");
        return out.toString();
    }

    private void cluster(MessageDef message) {
        String fill = message.parent().isEmpty() ? Palette.SHARED_FILL : Palette.PLAIN_FILL;
        String name = message.name() + new FieldText(spec).parameters(message.params());
        out.line("subgraph " + DotText.quote("cluster " + message.name()) + " {");
        out.indent();
        out.line("graph [style=\"rounded,filled\", fillcolor=\"" + fill + "\", color=\"" + Palette.LINE
                + "\", labeljust=l, margin=12, label=<<b>" + DotText.html(name) + "</b>>];");
        new MessageGraph(spec, message, out, links, streams).draw();
        for (MessageDef inner : spec.messages()) {
            if (inner.parent().isPresent() && inner.parent().getAsInt() == message.id()) {
                cluster(inner);
            }
        }
        out.outdent();
        out.line("}");
    }

    private void streamNode(EventDef event) {
        out.line(DotText.quote(MessageGraph.eventNode(event)) + " [shape=ellipse, fillcolor=\"" + Palette.EVENT_FILL
                + "\", color=\"" + Palette.EVENT_LINE + "\", label="
                + Label.centred().bold(event.name()).small("stream event").attribute() + "];");
    }
}
