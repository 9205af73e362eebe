package org.protospec.generator.check;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.source.Span;

/** What is read elsewhere lies in a message that has an end, and that keeps its bytes; places are counted from one that is around. */
final class AtCheck implements Check {

    @Override
    public void check(CheckContext context) {
        Containment containment = Containment.of(context.spec());
        for (MessageDef message : context.spec().messages()) {
            for (Item item : Walk.items(message.items())) {
                if (item instanceof Item.AtItem at) {
                    check(context, containment, message, at);
                }
            }
            Walk.expressions(message, expr -> {
                if (expr instanceof Expr.Position position) {
                    check(context, containment, message, position);
                }
            });
        }
    }

    private static void check(
            CheckContext context, Containment containment, MessageDef message, Expr.Position position) {
        MessageDef origin = context.spec().messages().get(position.message());
        if (isNotAround(context, message, origin, position.span())) {
            return;
        }
        streams(context, containment, origin, position.span());
    }

    private static boolean isNotAround(CheckContext context, MessageDef message, MessageDef origin, Span place) {
        if (origin.id() == message.id() || isAround(context, message.id(), origin.id(), new BitSet())) {
            return false;
        }
        context.report(Diagnostic.of(DiagnosticKind.AT_OUTSIDE, place, origin.name(), message.name())
                .help("read \"" + message.name() + "\" only within \"" + origin.name() + "\""));
        return true;
    }

    private static void check(CheckContext context, Containment containment, MessageDef message, Item.AtItem at) {
        if (at.origin().isEmpty()) {
            streams(context, containment, message, at.span());
            if (Bounds.isStream(context.spec())) {
                context.report(
                        Diagnostic.of(DiagnosticKind.UNBOUNDED_AT, at.span(), "")
                                .help(
                                        "count from a message that is read in a window: at ... from M, where M is read by m: M size n"));
            }
            return;
        }
        MessageDef origin = context.spec().messages().get(at.origin().getAsInt());
        if (isNotAround(context, message, origin, at.span())) {
            return;
        }
        streams(context, containment, origin, at.span());
        if (Bounds.isStream(context.spec()) && !isBounded(context, origin.id(), new BitSet())) {
            context.report(Diagnostic.of(
                            DiagnosticKind.UNBOUNDED_AT,
                            at.span(),
                            ": \"" + origin.name() + "\" is read without a window")
                    .note(origin.span(), "it is declared here")
                    .help("give its size wherever it is read, as in m: " + origin.name() + " size length"));
        }
    }

    private static void streams(CheckContext context, Containment containment, MessageDef origin, Span place) {
        for (MessageDef each : context.spec().messages()) {
            boolean reached = each.id() == origin.id() || containment.contains(origin.id(), each.id());
            if (reached && Walk.fields(each).stream().anyMatch(AtCheck::isStreamed)) {
                context.report(Diagnostic.of(DiagnosticKind.STREAM_WITH_AT, place, origin.name())
                        .note(each.span(), "this message hands on a stream")
                        .help("keep the bytes: leave out \"stream to\""));
            }
        }
    }

    private static boolean isStreamed(Field field) {
        return field.encoding() instanceof FieldType.BytesField bytes
                && bytes.stream().isPresent();
    }

    /** Whether the message {@code origin} is around every other one of this id. */
    private static boolean isAround(CheckContext context, int message, int origin, BitSet entered) {
        if (message == origin || entered.get(message)) {
            return true;
        }
        entered.set(message);
        List<MessageDef> users = users(context, message);
        return !users.isEmpty()
                && !isExpected(context, message)
                && users.stream().allMatch(user -> isAround(context, user.id(), origin, entered));
    }

    /** Whether every message of this id is read within a window. */
    private static boolean isBounded(CheckContext context, int message, BitSet entered) {
        if (entered.get(message)) {
            return true;
        }
        entered.set(message);
        List<MessageDef> users = users(context, message);
        // A spec for datagrams as well expects messages of those without a window.
        boolean expected = isExpected(context, message);
        boolean ofDatagrams = context.spec().bindings().stream()
                .anyMatch(binding -> !binding.layer().equals("tcp"));
        return (!expected || ofDatagrams)
                && (expected || !users.isEmpty())
                && users.stream()
                        .allMatch(user -> Walk.fields(user).stream()
                                .filter(field -> reads(field, message))
                                .allMatch(field -> field.size().isPresent() || isBounded(context, user.id(), entered)));
    }

    private static List<MessageDef> users(CheckContext context, int message) {
        return context.spec().messages().stream()
                .filter(user -> Walk.fields(user).stream().anyMatch(field -> reads(field, message)))
                .toList();
    }

    private static boolean reads(Field field, int message) {
        return Walk.types(field.encoding()).stream()
                .anyMatch(type -> type instanceof FieldType.MessageField inner && inner.message() == message);
    }

    private static boolean isExpected(CheckContext context, int message) {
        return context.machine().stream()
                .flatMap(machine -> machine.states().stream())
                .flatMap(AtCheck::expectations)
                .anyMatch(each -> each instanceof Expectation.Expects expects && expects.message() == message);
    }

    private static Stream<Expectation> expectations(MachineDef.State state) {
        return Stream.of(state.up(), state.down());
    }
}
