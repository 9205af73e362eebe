package org.protospec.generator.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.protospec.generator.model.Spec;

/** Turns the messages of a resolved spec into steps. */
public final class Lowering {
    private Lowering() {}

    /** The messages of a spec without errors, by message id. */
    public static List<MessageIr> lower(Spec spec) {
        Map<Integer, Boolean> emptiness = new HashMap<>();
        List<MessageIr> messages = new ArrayList<>();
        spec.messages()
                .forEach(def -> messages.add(new MessageLowering(spec, def).lower(Emptiness.of(spec, def, emptiness))));
        return List.copyOf(messages);
    }
}
