package org.protospec.generator.ir;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.MessageDef;

/**
 * How a message is read and where its fields lie.
 *
 * @param def the message
 * @param captures what it needs of the messages that it is written in, handed over like arguments
 * @param steps what its parser does, in order
 * @param runs its runs of fields of fixed size
 * @param windows number of windows that it opens
 * @param detours number of places elsewhere that it reads at
 * @param attempts number of attempts that it may take back
 * @param unions number of places where it reads the same bytes in several ways
 * @param decisions what its parser looks ahead for, where one token is not enough
 * @param mayBeEmpty whether it can be read from no bytes at all
 */
public record MessageIr(
        MessageDef def,
        List<Capture> captures,
        List<Step> steps,
        List<Run> runs,
        int windows,
        int detours,
        int attempts,
        int unions,
        List<Decision> decisions,
        boolean mayBeEmpty) {
    public MessageIr {
        captures = List.copyOf(captures);
        steps = List.copyOf(steps);
        runs = List.copyOf(runs);
        decisions = List.copyOf(decisions);
    }

    /**
     * A value of an enclosing message.
     *
     * @param reference the reference as it stands in the inner message
     * @param message the message that it belongs to
     */
    public record Capture(Expr reference, int message) {}

    /**
     * Fields that are taken with one check of bounds.
     *
     * @param size number of bytes
     */
    public record Run(List<Slot> slots, int size) {
        public Run {
            slots = List.copyOf(slots);
        }
    }

    /** Where in a run a field lies, in bits from its start. */
    public record Slot(Field field, int bit, int bits) {}

    /** The run and slot of a field of fixed size. */
    public Optional<Place> place(Field field) {
        for (int run = 0; run < runs.size(); run++) {
            for (Slot slot : runs.get(run).slots()) {
                if (slot.field().index() == field.index()) {
                    return Optional.of(new Place(run, slot));
                }
            }
        }
        return Optional.empty();
    }

    /** A slot and the number of its run. */
    public record Place(int run, Slot slot) {}
}
