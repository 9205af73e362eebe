package org.protospec.generator.ir;

import java.util.List;
import java.util.TreeSet;
import org.protospec.generator.check.Walk;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** The messages from whose first bytes places are counted, by number; 0 is the outermost message, whichever that is. */
public final class Origins {
    /** The outermost message. */
    public static final int OUTERMOST = 0;

    private final List<Integer> messages;

    private Origins(TreeSet<Integer> messages) {
        this.messages = List.copyOf(messages);
    }

    /** Those of a spec. */
    public static Origins of(Spec spec) {
        TreeSet<Integer> messages = new TreeSet<>();
        for (MessageDef message : spec.messages()) {
            for (Item item : Walk.items(message.items())) {
                if (item instanceof Item.AtItem at) {
                    at.origin().ifPresent(messages::add);
                }
            }
        }
        Walk.expressions(spec, expr -> {
            if (expr instanceof Expr.Position position) {
                messages.add(position.message());
            }
        });
        return new Origins(messages);
    }

    /** Whether places are counted from a message. */
    public boolean has(int message) {
        return messages.contains(message);
    }

    /** The number of a message. */
    public int number(int message) {
        return OUTERMOST + 1 + messages.indexOf(message);
    }
}
