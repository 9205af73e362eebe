package org.protospec.generator.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** Which messages are made of which, directly or through others. */
public final class Containment {
    private final List<BitSet> all = new ArrayList<>();

    private Containment() {}

    /** What the messages of a spec contain. */
    public static Containment of(Spec spec) {
        List<BitSet> direct = spec.messages().stream().map(Containment::direct).toList();
        Containment containment = new Containment();
        for (BitSet parts : direct) {
            BitSet reached = new BitSet();
            Deque<Integer> open = new ArrayDeque<>();
            parts.stream().forEach(open::add);
            while (!open.isEmpty()) {
                int part = open.remove();
                if (!reached.get(part)) {
                    reached.set(part);
                    direct.get(part).stream().forEach(open::add);
                }
            }
            containment.all.add(reached);
        }
        return containment;
    }

    private static BitSet direct(MessageDef message) {
        BitSet parts = new BitSet();
        for (Field field : message.fields()) {
            for (FieldType type : Walk.types(field.encoding())) {
                if (type instanceof FieldType.MessageField inner) {
                    parts.set(inner.message());
                }
            }
        }
        return parts;
    }

    /** Whether a message contains another one, or itself again. */
    public boolean contains(int message, int part) {
        return all.get(message).get(part);
    }

    /** Whether a message contains itself. */
    public boolean isRecursive(int message) {
        return contains(message, message);
    }
}
