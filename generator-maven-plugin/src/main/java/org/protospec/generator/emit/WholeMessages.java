package org.protospec.generator.emit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.protospec.generator.check.Bounds;
import org.protospec.generator.check.Walk;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.FieldType;

/** Which messages of a spec can be read at once where they lie whole, and what has to be known for that; see {@link WholeReads}. */
final class WholeMessages {
    /** Among the origins that a message needs: the end, which is known only where the input ends or a window does. */
    private static final int END = -1;

    private final List<MessageIr> messages;
    private final WholeTokens tokens;
    private final BitSet plain;
    private final BitSet free;
    private final List<Set<Integer>> needs = new ArrayList<>();

    WholeMessages(List<MessageIr> messages, WholeTokens tokens, Streams streams) {
        this.messages = messages;
        this.tokens = tokens;
        plain = largest((message, set) -> !streams.callsJava(message.def().id())
                && message.steps().stream().allMatch(step -> isPlain(message, step, set)));
        free = largest((message, set) -> isFree(message)
                && message.steps().stream().allMatch(step -> nested(step) < 0 || set.get(nested(step))));
        messages.forEach(each -> needs.add(new TreeSet<>()));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (MessageIr message : messages) {
                grown |= needs.get(message.def().id()).addAll(needed(message));
            }
        }
    }

    /** Whether all steps of a message have such a way, those of the messages in it included. */
    boolean isPlain(MessageIr message) {
        return plain.get(message.def().id());
    }

    /** Whether a message is part of another one, or of itself. */
    boolean isPart(int message) {
        return messages.stream().flatMap(each -> each.steps().stream()).anyMatch(step -> nested(step) == message);
    }

    /** Whether a message, or one in it, reads elsewhere or asks where it is. */
    boolean isPlaced(int message) {
        return !free.get(message);
    }

    /** Whether a message can be read at once only where it is known that nothing follows. */
    boolean isToEnd(int message) {
        return !needs.get(message).isEmpty();
    }

    /**
     * Whether a message that was read is taken note of: it is read at places elsewhere, and is the same whoever reads it. A message within
     * itself is so only in places elsewhere; it is noted only if none was looked at.
     */
    boolean isNoted(int message) {
        MessageIr noted = messages.get(message);
        return isPlain(noted)
                && isPlaced(message)
                && noted.def().params().isEmpty()
                && noted.captures().isEmpty()
                && !needs.get(message).contains(END)
                && messages.stream().anyMatch(each -> readsElsewhere(each, message))
                && parts(message, new TreeSet<>()).isPresent();
    }

    /** Most messages of a kind that may lie within each other, or of one that is part of it. */
    long mostWithin(int message) {
        return parts(message, new TreeSet<>()).orElseThrow().stream()
                        .mapToLong(part -> messages.get(part).def().max().orElse(Bounds.DEPTH))
                        .min()
                        .orElseThrow()
                - 1;
    }

    /** Whether nothing but a message of a kind is read at some place elsewhere. */
    private static boolean readsElsewhere(MessageIr outer, int message) {
        List<Step> steps = outer.steps();
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i - 1) instanceof Step.GoTo
                    && steps.get(i) instanceof Step.ReadMessage nested
                    && nested.message() == message) {
                return true;
            }
        }
        return false;
    }

    /** A message and all that it is made of here; empty if one is part of itself. */
    private Optional<Set<Integer>> parts(int message, Set<Integer> around) {
        if (!around.add(message)) {
            return Optional.empty();
        }
        Set<Integer> parts = new TreeSet<>(Set.of(message));
        int detours = 0;
        for (Step step : messages.get(message).steps()) {
            detours += step instanceof Step.GoTo ? 1 : step instanceof Step.ComeBack ? -1 : 0;
            if (detours == 0 && nested(step) >= 0) {
                Optional<Set<Integer>> inner = parts(nested(step), around);
                if (inner.isEmpty()) {
                    return inner;
                }
                parts.addAll(inner.get());
            }
        }
        around.remove(message);
        return Optional.of(parts);
    }

    // ------------------------------------------------------------------ over all messages

    /** Whether a message belongs to a set, if the others are those that do. */
    private interface Belongs {
        boolean test(MessageIr message, BitSet others);
    }

    /** The largest set of messages, which may be made of each other, that all belong to it. */
    private BitSet largest(Belongs belongs) {
        BitSet set = new BitSet();
        set.set(0, messages.size());
        Predicate<MessageIr> leaves = message -> set.get(message.def().id()) && !belongs.test(message, set);
        List<MessageIr> left = messages.stream().filter(leaves).toList();
        while (!left.isEmpty()) {
            left.forEach(each -> set.clear(each.def().id()));
            left = messages.stream().filter(leaves).toList();
        }
        return set;
    }

    private boolean isPlain(MessageIr message, Step step, BitSet others) {
        if (step instanceof Step.ReadToken token) {
            return tokens.has(token.token()) && !Storage.isDecoded(token.field());
        } else if (step instanceof Step.LookAhead ahead) {
            return tokens.has(ahead.token());
        } else if (step instanceof Step.ReadUntil until) {
            return Storage.of(message, until.field()) != Storage.CONTENT
                    && !Storage.isDecoded(until.field())
                    && !until.until().atLineStart()
                    && until.until().answered().isEmpty();
        } else if (step instanceof Step.ReadBytes bytes) {
            return !Storage.isDecoded(bytes.field());
        } else if (step instanceof Step.ReadRest rest) {
            return !Storage.isDecoded(rest.field());
        } else if (step instanceof Step.Compute compute) {
            return !(compute.let().value() instanceof Expr.Join)
                    || new ComputedTexts(message.def()).isJoined(compute.let());
        } else if (step instanceof Step.ReadMessages nested) {
            return nested.recovered().isEmpty()
                    && !(end(nested) instanceof ArrayEnd.LookAhead)
                    && others.get(nested.message());
        } else if (step instanceof Step.ReadMessage nested) {
            return others.get(nested.message());
        }
        return isOneOf(step);
    }

    private static boolean isOneOf(Step step) {
        return step instanceof Step.ReadRun
                || step instanceof Step.CheckConstant
                || step instanceof Step.Check
                || step instanceof Step.Branch
                || step instanceof Step.Jump
                || step instanceof Step.Choose
                || step instanceof Step.Attempt
                || step instanceof Step.Settle
                || step instanceof Step.OpenWindow
                || step instanceof Step.CloseWindow
                || step instanceof Step.OpenOrigin
                || step instanceof Step.CloseOrigin
                || step instanceof Step.GoTo
                || step instanceof Step.ComeBack;
    }

    /** Whether a message itself neither reads elsewhere nor asks where it is. */
    private static boolean isFree(MessageIr message) {
        boolean[] asks = new boolean[1];
        Walk.expressions(message.def(), expr -> asks[0] |= expr instanceof Expr.Position);
        return !asks[0]
                && message.steps().stream()
                        .noneMatch(step -> step instanceof Step.GoTo || step instanceof Step.OpenOrigin);
    }

    /** The origins from which a message reads elsewhere, and {@link #END}, as far as none is opened in it. */
    private Set<Integer> needed(MessageIr message) {
        Set<Integer> needed = new TreeSet<>();
        int ends = 0;
        for (Step step : message.steps()) {
            if (step instanceof Step.OpenWindow || step instanceof Step.GoTo) {
                ends++;
            } else if (step instanceof Step.CloseWindow || step instanceof Step.ComeBack) {
                ends--;
            }
            Set<Integer> own = needed(step);
            if (ends > 0) {
                own.remove(END);
            }
            needed.addAll(own);
        }
        for (Step step : message.steps()) {
            if (step instanceof Step.OpenOrigin open && needed.remove(open.number())) {
                needed.add(END);
            }
        }
        return needed;
    }

    private Set<Integer> needed(Step step) {
        Set<Integer> needed = new TreeSet<>(nested(step) < 0 ? Set.of() : needs.get(nested(step)));
        if (step instanceof Step.GoTo go) {
            needed.add(go.origin());
        } else if (step instanceof Step.ReadRest
                || step instanceof Step.ReadMessages each && end(each) instanceof ArrayEnd.ToEnd) {
            needed.add(END);
        }
        return needed;
    }

    private static ArrayEnd end(Step.ReadMessages step) {
        return ((FieldType.ArrayField) step.field().encoding()).end();
    }

    /** The message that a step reads; -1 if it reads none. */
    private static int nested(Step step) {
        return step instanceof Step.ReadMessage one
                ? one.message()
                : step instanceof Step.ReadMessages several ? several.message() : -1;
    }
}
