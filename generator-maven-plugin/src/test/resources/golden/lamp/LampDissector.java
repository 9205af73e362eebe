// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import java.util.function.Supplier;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.KeptText;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.parse.FreeList;

/** Dissects the flows of lamp on one thread. */
@Generated("org.protospec.generator")
final class LampDissector extends Dissector {
    final LampEvents events;
    final FreeList<HelloParser> helloParsers;
    final FreeList<OrderParser> orderParsers;

    LampDissector(Rules rules) {
        super(new Lamp(), rules);
        events = new LampEvents(rules);
        helloParsers = new FreeList<>(new Supplier<HelloParser>() {
            @Override
            public HelloParser get() {
                return new HelloParser();
            }
        });
        orderParsers = new FreeList<>(new Supplier<OrderParser>() {
            @Override
            public OrderParser get() {
                return new OrderParser();
            }
        });
    }

    @Override
    public @Nullable Machine open(Flow flow) {
        if (flow.midstream()) {
            return null;
        }
        return begin(flow);
    }

    @Override
    protected Machine begin(Flow flow) {
        return new LampMachine(this, flow, LampMachine.GREETING);
    }

    @Nullable KeptText keep(@Nullable KeptText kept, @Nullable Slice text, int max) {
        return keepText(kept, text, max);
    }

    void forget(@Nullable KeptText kept) {
        forgetText(kept);
    }

    Slice scratchText(int index) {
        return scratch(index);
    }
}
