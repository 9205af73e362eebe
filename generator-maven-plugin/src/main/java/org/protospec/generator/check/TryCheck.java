package org.protospec.generator.check;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.source.Span;

/** What is read again keeps its bytes: it hands on no stream. */
final class TryCheck implements Check {

    @Override
    public void check(CheckContext context) {
        for (MessageDef message : context.spec().messages()) {
            for (Item item : Walk.items(message.items())) {
                if (item instanceof Item.TryItem tries) {
                    List<Item.Alternative> all = tries.alternatives();
                    // Nobody takes the last one back.
                    check(context, item.span(), "try", all.subList(0, all.size() - 1));
                } else if (item instanceof Item.UnionItem union) {
                    check(context, item.span(), "union", union.members());
                }
            }
        }
    }

    private static void check(CheckContext context, Span place, String what, List<Item.Alternative> ways) {
        for (Item.Alternative way : ways) {
            Optional<Span> stream = stream(context, way.items(), new BitSet());
            if (stream.isPresent()) {
                context.report(Diagnostic.of(DiagnosticKind.STREAM_READ_AGAIN, place, what)
                        .note(stream.get(), "this field hands on a stream")
                        .help("keep the bytes: leave out \"stream to\""));
                return;
            }
        }
    }

    /** A field among items, and in the messages that they read, that is streamed. */
    private static Optional<Span> stream(CheckContext context, List<Item> items, BitSet entered) {
        for (Item item : Walk.items(items)) {
            Optional<Span> found =
                    item instanceof Item.FieldItem field ? stream(context, field.field(), entered) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Span> stream(CheckContext context, Field field, BitSet entered) {
        if (field.encoding() instanceof FieldType.BytesField bytes
                && bytes.stream().isPresent()) {
            return Optional.of(field.span());
        }
        for (FieldType type : Walk.types(field.encoding())) {
            if (type instanceof FieldType.MessageField inner && !entered.get(inner.message())) {
                entered.set(inner.message());
                List<Item> items =
                        context.spec().messages().get(inner.message()).items();
                Optional<Span> found = stream(context, items, entered);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
