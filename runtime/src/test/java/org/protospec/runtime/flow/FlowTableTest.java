package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.limit.Limits;

/** A table finds what a map finds, whichever of its two ways a search takes. */
class FlowTableTest {
    private static final int STEPS = 400_000;
    private static final int MANY = 20_000;

    private final FlowTracker tracker = new FlowTracker(new Nobody(), Limits.defaults(), new BitSet(), 1);
    private final FlowTable<UdpFlow> table = new FlowTable<>(42);
    private final Map<Ends, UdpFlow> known = new HashMap<>();
    private final List<Ends> live = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(3);
    private long id;

    private record Ends(long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort) {
        Ends turned() {
            return new Ends(bHigh, bLow, bPort, aHigh, aLow, aPort);
        }
    }

    private static final class Nobody implements FlowHandler {
        @Override
        public @Nullable FlowConsumer open(Flow flow) {
            return null;
        }

        @Override
        public void ended(Flow flow, EndReason reason) {}
    }

    private @Nullable UdpFlow find(Ends ends) {
        return table.find(ends.aHigh, ends.aLow, ends.aPort, ends.bHigh, ends.bLow, ends.bPort);
    }

    private void put(Ends ends) {
        UdpFlow flow = new UdpFlow(tracker, ++id, ends.aHigh, ends.aLow, ends.aPort, ends.bHigh, ends.bLow, ends.bPort);
        table.put(flow);
        known.put(ends, flow);
        live.add(ends);
    }

    private void remove(int index) {
        Ends ends = live.get(index);
        live.set(index, live.get(live.size() - 1));
        live.remove(live.size() - 1);
        table.remove(Objects.requireNonNull(known.remove(ends)));
    }

    /** Endpoints of which many have the same sum, as ports and addresses can make up for each other. */
    private Ends any() {
        int shift = random.nextInt(64);
        return new Ends(0, 0x0a000001L + shift, 1000 - shift + 64 * random.nextInt(4), 0, 0x0a0000ffL, 25);
    }

    @Test
    void endpointsOfTheSameSum() {
        for (int step = 0; step < STEPS; step++) {
            Ends ends = any();
            UdpFlow expected = known.get(ends);
            assertThat(find(ends)).isSameAs(expected);
            assertThat(find(ends.turned())).isSameAs(expected);
            if (expected == null && random.nextInt(3) == 0) {
                put(ends);
            } else if (!live.isEmpty() && random.nextInt(4) == 0) {
                remove(random.nextInt(live.size()));
            }
        }
        assertThat(id).isGreaterThan(STEPS / 100);
        assertThat(table.size()).isEqualTo(known.size());
    }

    @Test
    void manyFlowsInTurnAndThenFew() {
        for (int i = 0; i < MANY; i++) {
            put(new Ends(0, 1, i, 0, 2, 25));
        }
        for (int round = 0; round < 3; round++) {
            for (Ends ends : live) {
                assertThat(find(ends)).isSameAs(known.get(ends));
            }
            for (int i = 0; i < 2 * MANY; i++) {
                Ends ends = live.get(i % 5);
                assertThat(find(ends)).isSameAs(known.get(ends));
            }
            Ends gone = live.get(0);
            remove(0);
            assertThat(find(gone)).isNull();
            put(gone);
            assertThat(find(gone)).isSameAs(known.get(gone));
        }
    }
}
