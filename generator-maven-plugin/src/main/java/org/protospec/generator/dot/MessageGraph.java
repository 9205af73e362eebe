package org.protospec.generator.dot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.protospec.generator.check.Beginnings;
import org.protospec.generator.check.LookAhead;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;

/** The nodes and edges of one message, from its first byte to its end. */
final class MessageGraph {

    private static final int WIDTH = 34;
    private static final int DECISION_WIDTH = 20;

    private final Spec spec;
    private final MessageDef message;
    private final FieldText texts;
    private final DotLines out;
    private final List<String> links;
    private final Map<Integer, EventDef> streams;
    private final List<String> edges = new ArrayList<>();
    private int nodes;

    /** A loose end: what is drawn next follows this node. */
    private record End(String node, String label) {}

    /**
     * A graph to be drawn.
     *
     * @param links takes the edges that leave the message
     * @param streams takes the events that the edges lead to
     */
    MessageGraph(Spec spec, MessageDef message, DotLines out, List<String> links, Map<Integer, EventDef> streams) {
        this.spec = spec;
        this.message = message;
        this.texts = new FieldText(spec);
        this.out = out;
        this.links = links;
        this.streams = streams;
    }

    void draw() {
        List<End> ends = items(message.items(), List.of());
        String last = node("shape=circle, width=0.12, height=0.12, fixedsize=true, fillcolor=\"" + Palette.TEXT
                + "\", label=\"\"");
        join(ends, last);
        edges.forEach(out::line);
    }

    /** The name of an event's node. */
    static String eventNode(EventDef event) {
        return "event " + event.name();
    }

    /** The name of the first node of a message. */
    private static String firstNode(MessageDef message) {
        return message.name() + ".1";
    }

    private List<End> items(List<Item> items, List<End> before) {
        List<End> ends = before;
        for (Item item : items) {
            ends = item(item, ends);
        }
        return ends;
    }

    private List<End> item(Item item, List<End> before) {
        if (item instanceof Item.FieldItem field) {
            return field(field.field(), before);
        } else if (item instanceof Item.LetItem let) {
            return step(
                    "let " + let.let().name() + " = "
                            + DotText.source(let.let().value().span()),
                    before);
        } else if (item instanceof Item.RequireItem require) {
            return step(
                    "require "
                            + DotText.source(require.requirement().condition().span()),
                    before);
        } else if (item instanceof Item.IfItem branch) {
            String node = decision("if " + DotText.source(branch.condition().span()), before);
            List<End> ends = new ArrayList<>(items(branch.then(), List.of(new End(node, "yes"))));
            ends.addAll(items(branch.otherwise(), List.of(new End(node, "no"))));
            return ends;
        } else if (item instanceof Item.AtItem at) {
            List<End> ends = step("at " + DotText.source(at.place().span()), before);
            return step("and back", items(at.items(), ends));
        } else if (item instanceof Item.OptionalItem optional) {
            String node = decision("next: " + start(optional), before);
            List<End> ends = new ArrayList<>(items(optional.items(), List.of(new End(node, "yes"))));
            ends.add(new End(node, "no"));
            return ends;
        }
        if (item instanceof Item.ResyncItem part) {
            return resync(part, before);
        }
        if (item instanceof Item.ChoiceItem choice) {
            return choose(choice, before);
        } else if (item instanceof Item.TryItem tries) {
            return parallel(decision("try", before), tries.alternatives(), "or");
        } else if (item instanceof Item.UnionItem union) {
            return step("behind the longest", parallel(decision("union", before), union.members(), "and"));
        }
        return choose((Item.SwitchItem) item, before);
    }

    private List<End> choose(Item.SwitchItem choice, List<End> before) {
        String node = decision("switch " + DotText.source(choice.subject().span()), before);
        List<End> ends = new ArrayList<>();
        for (Item.Case one : choice.cases()) {
            String labels = one.labels().stream()
                    .map(label -> DotText.source(label.span()))
                    .collect(Collectors.joining(", "));
            ends.addAll(items(one.items(), List.of(new End(node, labels))));
        }
        List<End> otherwise = List.of(new End(node, "default"));
        if (choice.otherwise().isPresent()) {
            ends.addAll(items(choice.otherwise().get(), otherwise));
        } else {
            error(node);
        }
        return ends;
    }

    private List<End> choose(Item.ChoiceItem choice, List<End> before) {
        String node = decision("next", before);
        List<End> ends = new ArrayList<>();
        for (Item.Alternative one : choice.alternatives()) {
            ends.addAll(items(one.items(), List.of(new End(node, beginnings(one.items())))));
        }
        if (choice.otherwise().isPresent()) {
            ends.addAll(items(choice.otherwise().get(), List.of(new End(node, "anything else"))));
        } else {
            error(node);
        }
        return ends;
    }

    private List<End> resync(Item.ResyncItem part, List<End> before) {
        String node = decision("fits", before);
        List<End> ends = new ArrayList<>(items(part.items(), List.of(new End(node, ""))));
        ends.addAll(step("resync " + FieldText.of(spec, part.resync()), List.of(new End(node, "else"))));
        return ends;
    }

    private List<End> parallel(String node, List<Item.Alternative> ways, String word) {
        List<End> ends = new ArrayList<>();
        for (Item.Alternative way : ways) {
            ends.addAll(items(way.items(), List.of(new End(node, ends.isEmpty() ? "" : word))));
        }
        return ends;
    }

    private void error(String node) {
        String error = node("shape=octagon, style=filled, fillcolor=\"" + Palette.FAIL_FILL + "\", color=\""
                + Palette.FAIL_LINE + "\", label="
                + Label.centred().small("parse error").attribute());
        join(List.of(new End(node, "anything else")), error);
    }

    private String beginnings(List<Item> items) {
        return Beginnings.of(spec).items(items).beginnings().stream()
                .map(Beginnings.Beginning::words)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** What the next bytes must look like for an optional part to be there. */
    private String start(Item.OptionalItem optional) {
        LookAhead look = LookAhead.of(spec, optional.items(), optional.span());
        if (look instanceof LookAhead.Token token) {
            TokenDef definition = spec.tokens().get(token.token());
            return definition.name().orElseGet(() -> FieldText.patternOf(definition));
        } else if (look instanceof LookAhead.Constant constant) {
            return constant.field()
                    .constant()
                    .map(value -> DotText.source(value.span()))
                    .orElse("constant");
        }
        return beginnings(optional.items());
    }

    private List<End> field(Field field, List<End> before) {
        Optional<Expr> condition = field.condition();
        if (condition.isEmpty()) {
            return List.of(new End(box(field, before), ""));
        }
        String node = decision("if " + DotText.source(condition.get().span()), before);
        String box = box(field, List.of(new End(node, "yes")));
        return List.of(new End(box, ""), new End(node, "no"));
    }

    private String box(Field field, List<End> before) {
        Label label = Label.centred();
        List<String> type = DotText.wrap(texts.type(field.encoding()), WIDTH);
        if (field.label().isPresent()) {
            label.markup("<b>" + DotText.html(field.label().get()) + "</b>: " + DotText.html(type.get(0)));
        } else {
            label.plain(type.get(0));
        }
        type.subList(1, type.size()).forEach(label::plain);
        List<String> details = new ArrayList<>(texts.pattern(field.encoding()));
        details.addAll(texts.modifiers(field));
        details.forEach(detail -> DotText.wrap(detail, WIDTH).forEach(label::small));
        String look = field.label().isPresent() ? "" : ", style=\"filled,dashed\"";
        String node = node("label=" + label.attribute() + look);
        join(before, node);
        links(field.encoding(), node);
        field.stream().ifPresent(stream -> stream.event().ifPresent(event -> stream(event, node)));
        return node;
    }

    private void links(FieldType type, String node) {
        if (type instanceof FieldType.ArrayField array) {
            edges.add(edge(node, node, loopLabel(array)));
            links(array.element(), node);
        } else if (type instanceof FieldType.MessageField field) {
            MessageDef target = spec.messages().get(field.message());
            links.add(DotText.quote(node) + " -> " + DotText.quote(firstNode(target)) + " [style=dashed, lhead="
                    + DotText.quote("cluster " + target.name()) + ", color=\"" + Palette.INITIAL_LINE + "\"];");
        }
    }

    private void stream(int id, String node) {
        EventDef event = spec.events().get(id);
        streams.put(event.id(), event);
        links.add(DotText.quote(node) + " -> " + DotText.quote(eventNode(event)) + " [color=\"" + Palette.EVENT_LINE
                + "\", label=" + Label.left().small("stream to").attribute() + "];");
    }

    private Label loopLabel(FieldType.ArrayField array) {
        Label label = Label.left();
        DotText.wrap(texts.loop(array.end()), DECISION_WIDTH).forEach(label::plain);
        return label;
    }

    private List<End> step(String text, List<End> before) {
        Label label = Label.centred();
        DotText.wrap(text, WIDTH).forEach(label::italic);
        String node = node("shape=plaintext, style=\"\", margin=\"0.06,0.04\", label=" + label.attribute());
        join(before, node);
        return List.of(new End(node, ""));
    }

    private String decision(String text, List<End> before) {
        Label label = Label.centred();
        DotText.wrap(text, DECISION_WIDTH).forEach(label::plain);
        String node = node("shape=diamond, margin=\"0,0\", fillcolor=\"" + Palette.CONTROL_FILL + "\", color=\""
                + Palette.CONTROL_LINE + "\", label=" + label.attribute());
        join(before, node);
        return node;
    }

    private String node(String attributes) {
        String name = message.name() + "." + ++nodes;
        out.line(DotText.quote(name) + " [" + attributes + "];");
        return name;
    }

    private void join(List<End> ends, String node) {
        for (End end : ends) {
            Label label = Label.left();
            if (!end.label().isEmpty()) {
                DotText.wrap(end.label(), DECISION_WIDTH).forEach(label::plain);
            }
            edges.add(end.label().isEmpty() ? edge(end.node(), node) : edge(end.node(), node, label));
        }
    }

    private static String edge(String from, String to) {
        return DotText.quote(from) + " -> " + DotText.quote(to) + ";";
    }

    private static String edge(String from, String to, Label label) {
        return DotText.quote(from) + " -> " + DotText.quote(to) + " [label=" + label.attribute() + "];";
    }
}
