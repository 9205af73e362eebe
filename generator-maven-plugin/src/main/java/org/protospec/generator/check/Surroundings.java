package org.protospec.generator.check;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/**
 * How many bytes a message of a machine can have at most because of what it lies in, whatever its own fields say: the runtime's bound on what it
 * reads at a time, a datagram, and the windows of all messages around it.
 */
final class Surroundings {
    private final Spec spec;
    private final long[] most;

    private Surroundings(Spec spec) {
        this.spec = spec;
        this.most = new long[spec.messages().size()];
    }

    /** The bounds by id of message; those that no state leads to have that of the runtime. */
    static long[] of(Spec spec) {
        Surroundings surroundings = new Surroundings(spec);
        spec.machine().ifPresent(surroundings::states);
        while (surroundings.goDeeper()) {
            // until nothing changes
        }
        for (int i = 0; i < surroundings.most.length; i++) {
            surroundings.most[i] = surroundings.most[i] == 0 ? Bounds.MESSAGE_BYTES : surroundings.most[i];
        }
        return surroundings.most;
    }

    private void states(MachineDef machine) {
        StateGraph graph = StateGraph.of(machine);
        for (MachineDef.State state : machine.states()) {
            boolean stream = Bounds.isStream(spec) && graph.reachedOverTcp(state.id());
            long bytes = stream ? Bounds.MESSAGE_BYTES : Bounds.DATAGRAM_BYTES;
            for (Expectation each : new Expectation[] {state.up(), state.down()}) {
                if (each instanceof Expectation.Expects expects) {
                    most[expects.message()] = Math.max(most[expects.message()], bytes);
                }
            }
        }
    }

    /** Goes one message deeper; whether that changed anything. */
    private boolean goDeeper() {
        long[] before = most.clone();
        for (MessageDef message : spec.messages()) {
            Set<Field> elsewhere = new HashSet<>();
            for (Item item : Walk.items(message.items())) {
                if (item instanceof Item.AtItem at) {
                    Walk.items(at.items()).forEach(inner -> {
                        if (inner instanceof Item.FieldItem field) {
                            elsewhere.add(field.field());
                        }
                    });
                }
            }
            for (Field field : Walk.fields(message)) {
                // What is read elsewhere may lie outside of the windows around the message that says so.
                long around = elsewhere.contains(field) ? anywhere(before) : before[message.id()];
                long bytes =
                        field.size().map(size -> Bounds.least(size, around)).orElse(around);
                inner(field.encoding(), bytes);
            }
        }
        return !Arrays.equals(before, most);
    }

    private static long anywhere(long[] most) {
        return Arrays.stream(most).max().orElse(0);
    }

    private void inner(FieldType type, long bytes) {
        if (type instanceof FieldType.MessageField message) {
            most[message.message()] = Math.max(most[message.message()], bytes);
        } else if (type instanceof FieldType.ArrayField array) {
            inner(array.element(), bytes);
        }
    }
}
