package org.protospec.generator.check;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.model.Type;
import org.protospec.generator.regex.ByteSet;
import org.protospec.generator.regex.Dfa;

/** A token can match where it stands: what stands before it leaves it something, and its window is large enough. */
final class UnreachableTokenCheck implements Check {

    @Override
    public void check(CheckContext context) {
        for (MessageDef message : context.spec().messages()) {
            rows(context, message.items());
        }
    }

    private static void rows(CheckContext context, List<Item> items) {
        Optional<Field> before = Optional.empty();
        for (Item item : items) {
            Walk.branches(item).forEach(branch -> rows(context, branch));
            if (item instanceof Item.FieldItem read) {
                Field field = read.field();
                window(context, field);
                before.ifPresent(first -> pair(context, first, field));
                boolean alone = field.condition().isPresent() || field.size().isPresent();
                before = alone ? Optional.empty() : Optional.of(field);
            } else if (!(item instanceof Item.LetItem || item instanceof Item.RequireItem)) {
                before = Optional.empty();
            }
        }
    }

    private static void pair(CheckContext context, Field first, Field second) {
        if (!(second.encoding() instanceof FieldType.TokenField token)
                || second.condition().isPresent()
                || second.size().isPresent()) {
            return;
        }
        Optional<Dfa> wanted = context.tokens().dfa(token.token()).filter(dfa -> !dfa.acceptsEmpty());
        if (wanted.isEmpty() || wanted.get().isEmptyLanguage()) {
            return;
        }
        ByteSet next = wanted.get().firstBytes();
        TokenDef definition = context.spec().tokens().get(token.token());
        if (first.encoding() instanceof FieldType.TokenField greedy) {
            if (context.tokens()
                    .dfa(greedy.token())
                    .filter(dfa -> takes(dfa, next))
                    .isPresent()) {
                report(
                        context,
                        second,
                        definition,
                        first,
                        "this takes as much as it can, with everything that the token can begin with",
                        "let the pattern before it leave out the bytes that it begins with");
            }
        } else if (first.encoding() instanceof FieldType.BytesField bytes
                && bytes.end() instanceof BytesEnd.Until until
                && until.keep() == BytesEnd.Keep.LEAVE
                && until.tokens().stream().noneMatch(delimiter -> meets(context, delimiter, next))) {
            report(
                    context,
                    second,
                    definition,
                    first,
                    "this ends before a delimiter that begins differently",
                    "read the delimiter here, or let the bytes end before this token");
        }
    }

    /** Whether every match could be made longer by each of these bytes, so that none of them ever follows. */
    private static boolean takes(Dfa dfa, ByteSet next) {
        for (int state = 0; state < dfa.size(); state++) {
            if (dfa.accepting(state)) {
                int from = state;
                boolean all = next.stream().allMatch(octet -> {
                    int to = dfa.next(from, octet);
                    return to != Dfa.REJECT && dfa.accepting(to);
                });
                if (!all) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean meets(CheckContext context, int delimiter, ByteSet next) {
        return context.tokens()
                .dfa(delimiter)
                .map(dfa -> !dfa.firstBytes().intersect(next).isEmpty())
                .orElse(true);
    }

    private static void report(
            CheckContext context, Field field, TokenDef token, Field before, String why, String help) {
        context.report(Diagnostic.of(DiagnosticKind.UNREACHABLE_TOKEN, field.span(), OptionalCheck.quoted(token))
                .note(before.span(), why)
                .help(help));
    }

    private static void window(CheckContext context, Field field) {
        if (field.size().isEmpty()
                || !(field.encoding() instanceof FieldType.TokenField token)
                || !(field.size().get().type() instanceof Type.IntType size)) {
            return;
        }
        TokenDef definition = context.spec().tokens().get(token.token());
        context.tokens()
                .dfa(token.token())
                .filter(dfa -> size.max().bitLength() < Integer.SIZE
                        && dfa.minLength() > size.max().intValue())
                .ifPresent(dfa -> context.report(
                        Diagnostic.of(DiagnosticKind.UNREACHABLE_TOKEN, field.span(), OptionalCheck.quoted(definition))
                                .note(
                                        field.size().get().span(),
                                        "the window has at most " + size.max() + " bytes, and the token at least "
                                                + dfa.minLength())
                                .help("make the window larger")));
    }
}
