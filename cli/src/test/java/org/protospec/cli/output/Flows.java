package org.protospec.cli.output;

import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/** Flows of which a SYN was seen, and which nobody dissects. */
final class Flows {
    private static final int FIRST_PORT = 10_000;

    private final FlowTracker tracker = new FlowTracker(
            new FlowHandler() {
                @Override
                public @Nullable FlowConsumer open(Flow flow) {
                    return null;
                }

                @Override
                public void ended(Flow flow, EndReason reason) {}
            },
            Limits.defaults(),
            new BitSet(),
            1);
    private int count;

    /** Another one, from a port of its own. */
    Flow next() {
        return between(0, Addresses.mapped(0x0a000001), Addresses.mapped(0x0a000002));
    }

    /** Another one, between two addresses that begin with the same 64 bits. */
    Flow between(long high, long client, long server) {
        tracker.packet(1, 0);
        TcpSegment syn = new TcpSegment();
        syn.endpoints(high, client, FIRST_PORT + count++, high, server, 25);
        syn.header(1, 0, TcpSegment.SYN, 1000);
        syn.payload(new byte[0], 0, 0);
        return Objects.requireNonNull(tracker.tcp(syn));
    }
}
