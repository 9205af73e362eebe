// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.EventContext;
import org.protospec.runtime.event.Listeners;
import org.protospec.runtime.event.Rules;

/** Tells the events of lamp to the rules of one thread. */
@Generated("org.protospec.generator")
final class LampEvents {
    private final Listeners<OrderedEvent> orderedListeners;
    private final OrderedEvent orderedEvent = new OrderedEvent();

    LampEvents(Rules rules) {
        orderedListeners = rules.of(OrderedEvent.TYPE);
    }

    /** The lamp was told something. */
    void ordered(EventContext context, Order order, @Nullable Slice by) {
        if (!orderedListeners.isEmpty()) {
            orderedEvent.set(order, by);
            orderedEvent.at(context);
            orderedListeners.deliver(orderedEvent);
        }
    }
}
