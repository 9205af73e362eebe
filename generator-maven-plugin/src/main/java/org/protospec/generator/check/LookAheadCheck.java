package org.protospec.generator.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.regex.Dfa;
import org.protospec.generator.regex.DfaResult;
import org.protospec.generator.source.Span;

/** The next bytes tell the alternatives of a choice apart, and the elements of an array from what follows. */
final class LookAheadCheck implements Check {

    private static final String APART =
            "let their first tokens match different bytes, or one of them always more than the other";

    @Override
    public void check(CheckContext context) {
        Beginnings beginnings = Beginnings.of(context.spec());
        for (MessageDef message : context.spec().messages()) {
            for (Item item : Walk.items(message.items())) {
                if (item instanceof Item.ChoiceItem choice) {
                    choice(context, beginnings, choice);
                } else if (item instanceof Item.FieldItem field
                        && field.field().encoding() instanceof FieldType.ArrayField array
                        && array.end() instanceof ArrayEnd.LookAhead) {
                    array(context, beginnings, message, field.field(), array);
                }
            }
        }
    }

    /** An alternative and the automaton of what it can begin with. */
    private record Side(Item.Alternative alternative, Dfa dfa) {}

    private static void choice(CheckContext context, Beginnings beginnings, Item.ChoiceItem choice) {
        List<Side> sides = new ArrayList<>();
        for (Item.Alternative alternative : choice.alternatives()) {
            Beginnings.Found found = beginnings.items(alternative.items());
            Optional<LookAhead.Blind> blind = blind(found, alternative.span());
            if (blind.isPresent()) {
                report(context, DiagnosticKind.BLIND_CHOICE, blind.get(), alternative.span(), "the alternative");
            } else {
                automaton(context, found, alternative.span()).ifPresent(dfa -> sides.add(new Side(alternative, dfa)));
            }
        }
        for (int later = 1; later < sides.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                Optional<String> both =
                        shared(sides.get(earlier).dfa(), sides.get(later).dfa());
                if (both.isPresent()) {
                    context.report(Diagnostic.of(
                                    DiagnosticKind.AMBIGUOUS_CHOICE,
                                    sides.get(later).alternative().span(),
                                    both.get())
                            .note(sides.get(earlier).alternative().span(), "so can this one")
                            .help(APART));
                    break;
                }
            }
        }
    }

    private static void array(
            CheckContext context, Beginnings beginnings, MessageDef message, Field field, FieldType.ArrayField array) {
        Beginnings.Found element = beginnings.element(field, array);
        Optional<LookAhead.Blind> blind = blind(element, field.span());
        if (blind.isPresent()) {
            report(context, DiagnosticKind.BLIND_ARRAY, blind.get(), field.span(), "the array");
            return;
        }
        Optional<Dfa> own = automaton(context, element, field.span());
        Beginnings.Found behind = Followers.of(context.spec(), message, field);
        if (own.isEmpty()) {
            return;
        }
        if (behind.blind().isPresent() && !behind.blind().get().what().isEmpty()) {
            LookAhead.Blind what = behind.blind().get();
            String witness = own.get().shortestMatch().map(Words::quoted).orElse("anything");
            context.report(Diagnostic.of(DiagnosticKind.AMBIGUOUS_ARRAY, field.span(), witness)
                    .note(what.span(), "what follows begins with " + what.what())
                    .help("say where the array ends: [n], until, while, to end, or size n behind it"));
            return;
        }
        if (behind.beginnings().isEmpty()) {
            return;
        }
        automaton(context, behind, field.span())
                .flatMap(other -> shared(own.get(), other))
                .ifPresent(both -> context.report(Diagnostic.of(DiagnosticKind.AMBIGUOUS_ARRAY, field.span(), both)
                        .note(culprit(behind, own.get()), "this follows")
                        .help(APART)));
    }

    /** Of what follows, that which begins as an element does. */
    private static Span culprit(Beginnings.Found behind, Dfa element) {
        for (Beginnings.Beginning each : behind.beginnings()) {
            if (Dfa.of(each.regex()) instanceof DfaResult.Built built
                    && shared(element, built.dfa()).isPresent()) {
                return each.span();
            }
        }
        return behind.beginnings().get(0).span();
    }

    private static Optional<LookAhead.Blind> blind(Beginnings.Found found, Span place) {
        if (found.blind().isPresent()) {
            return found.blind();
        }
        return found.mayBeEmpty() || found.beginnings().isEmpty()
                ? Optional.of(new LookAhead.Blind(
                        place,
                        found.beginnings().isEmpty() ? "nothing that reads bytes" : "nothing that is always there"))
                : Optional.empty();
    }

    private static void report(
            CheckContext context, DiagnosticKind kind, LookAhead.Blind blind, Span place, String whole) {
        if (blind.what().isEmpty()) {
            return;
        }
        Diagnostic diagnostic = Diagnostic.of(kind, blind.span(), blind.what());
        context.report((blind.span().equals(place) ? diagnostic : diagnostic.note(place, whole + " is here"))
                .help(
                        kind == DiagnosticKind.BLIND_CHOICE
                                ? "begin it with a token, a literal or a constant; what begins with anything may stand behind"
                                        + " \"default:\""
                                : "let the element begin with a token, a literal or a constant, or say where the array ends:"
                                        + " [n], until, while, to end"));
    }

    private static Optional<Dfa> automaton(CheckContext context, Beginnings.Found found, Span place) {
        DfaResult result = found.automaton();
        if (result instanceof DfaResult.Built built) {
            return Optional.of(built.dfa());
        }
        DfaResult.TooLarge large = (DfaResult.TooLarge) result;
        context.report(Diagnostic.of(DiagnosticKind.REGEX_TOO_LARGE, place, large.message())
                .help(large.help()));
        return Optional.empty();
    }

    private static Optional<String> shared(Dfa one, Dfa other) {
        return one.intersect(other) instanceof DfaResult.Built both
                ? both.dfa().shortestMatch().map(Words::quoted)
                : Optional.of("\"...\"");
    }
}
