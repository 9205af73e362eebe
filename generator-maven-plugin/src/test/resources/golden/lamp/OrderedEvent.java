// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.parse.FieldVisitor;

/**
 * The lamp was told something.
 *
 * <p>Line 37 of lamp.proto-spec.
 */
@Generated("org.protospec.generator")
public final class OrderedEvent extends Event {
    /** What rules hook on. */
    public static final EventType<OrderedEvent> TYPE = new EventType<>("lamp", "ordered", OrderedEvent.class);

    @Nullable
    private Order order;

    @Nullable
    private Slice by;

    OrderedEvent() {}

    /** The parameter order. */
    public Order order() {
        return Objects.requireNonNull(order);
    }

    /** The parameter by; null where there is none. */
    public @Nullable Slice by() {
        return by;
    }

    void set(Order order, @Nullable Slice by) {
        this.order = order;
        this.by = by;
    }

    @Override
    public EventType<OrderedEvent> type() {
        return TYPE;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.beginMessage("order");
        order().visit(visitor);
        visitor.endMessage();
        if (by != null) {
            visitor.text("by", by);
        } else {
            visitor.absent("by");
        }
    }
}
