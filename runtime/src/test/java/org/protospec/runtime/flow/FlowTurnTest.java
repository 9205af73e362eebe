package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;

/** A flow that is turned has changed everything about its two sides, whatever is added to it later. */
class FlowTurnTest {
    private static final long HIGH = 1;

    private final FlowHandler nobody = new FlowHandler() {
        @Override
        public @Nullable FlowConsumer open(Flow flow) {
            return null;
        }

        @Override
        public void ended(Flow flow, EndReason reason) {}
    };

    private final FlowTracker tracker = new FlowTracker(nobody, Limits.defaults(), new BitSet(), 1);

    @Test
    void everyFieldOfADirectionIsExchangedWithThatOfTheOther() throws IllegalAccessException {
        List<String> exchanged = new ArrayList<>();
        TcpFlow flow = new TcpFlow(tracker, 1, HIGH, 2, 3, HIGH + 3, 5, 6);
        for (Field up : fields("Up", "client")) {
            Field down = other(up);
            set(flow, up, 1);
            set(flow, down, 2);
            Object first = up.get(flow);
            Object second = down.get(flow);
            flow.turn();
            if (first != null || second != null) {
                assertThat(up.get(flow)).as(up.getName()).isEqualTo(second).isNotEqualTo(first);
                assertThat(down.get(flow)).as(down.getName()).isEqualTo(first);
            }
            flow.turn();
            exchanged.add(up.getName());
        }
        assertThat(exchanged).contains("clientHigh", "clientPort", "bytesUp", "nextUp", "windowUp", "scaleUp");
    }

    @Test
    void everyFlagOfADirectionIsExchanged() {
        TcpFlow flow = new TcpFlow(tracker, 1, HIGH, 2, 3, HIGH + 3, 5, 6);
        flow.flags = Flow.SEEN
                | Flow.IGNORED
                | TcpFlow.STARTED
                | TcpFlow.SYNCHRONIZED << 1
                | TcpFlow.FIN_SEEN
                | TcpFlow.CLOSED << 1
                | TcpFlow.TENTATIVE
                | TcpFlow.UNHEARD << 1
                | TcpFlow.FIN_MISSED
                | TcpFlow.ESTABLISHED
                | Flow.MIDSTREAM;
        int before = flow.flags;
        flow.turn();
        assertThat(flow.flags)
                .isEqualTo(Flow.SEEN << 1
                        | Flow.IGNORED << 1
                        | TcpFlow.STARTED << 1
                        | TcpFlow.SYNCHRONIZED
                        | TcpFlow.FIN_SEEN << 1
                        | TcpFlow.CLOSED
                        | TcpFlow.TENTATIVE << 1
                        | TcpFlow.UNHEARD
                        | TcpFlow.FIN_MISSED << 1
                        | TcpFlow.ESTABLISHED
                        | Flow.MIDSTREAM);
        flow.turn();
        assertThat(flow.flags).isEqualTo(before);
    }

    @Test
    void aTurnedFlowIsFoundAndGoesOn() {
        tracker.packet(1, 1);
        Flow flow = tracker.tcp(segment(9000, 2000, 100, 10));
        assertThat(flow.clientPort()).isEqualTo(9000);
        flow.turn();
        assertThat(flow.client()).endsWith(":2000");
        tracker.packet(2, 2);
        assertThat(tracker.tcp(segment(9000, 2000, 110, 5))).isSameAs(flow);
        assertThat(tracker.tcp(segment(2000, 9000, 500, 7))).isSameAs(flow);
        // Where the streams begin is a guess until then.
        tracker.end();
        assertThat(flow.bytes(Direction.DOWN)).isEqualTo(15);
        assertThat(flow.bytes(Direction.UP)).isEqualTo(7);
        assertThat(flow.seen(Direction.UP)).isTrue();
    }

    private static TcpSegment segment(int source, int destination, int sequence, int length) {
        boolean first = source > destination;
        return new TcpSegment()
                .endpoints(0, first ? 1 : 2, source, 0, first ? 2 : 1, destination)
                .header(sequence, 0, TcpSegment.ACK, 1000)
                .payload(new byte[length], 0, length);
    }

    private static List<Field> fields(String suffix, String prefix) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each : List.of(Flow.class, TcpFlow.class)) {
            for (Field field : each.getDeclaredFields()) {
                boolean one =
                        field.getName().endsWith(suffix) || field.getName().startsWith(prefix);
                if (one && !Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static Field other(Field up) {
        String name = up.getName().replaceFirst("Up$", "Down").replaceFirst("^client", "server");
        try {
            Field down = up.getDeclaringClass().getDeclaredField(name);
            down.setAccessible(true);
            return down;
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private static void set(TcpFlow flow, Field field, int value) throws IllegalAccessException {
        Class<?> type = field.getType();
        if (type == long.class) {
            field.setLong(flow, value);
        } else if (type == int.class) {
            field.setInt(flow, value);
        } else if (type == char.class) {
            field.setChar(flow, (char) value);
        } else if (type == byte.class) {
            field.setByte(flow, (byte) value);
        } else {
            // One side has it and the other has not; what it is does not matter.
            field.set(flow, value == 1 ? instance(type) : null);
        }
    }

    private static Object instance(Class<?> type) throws IllegalAccessException {
        for (var constructor : type.getDeclaredConstructors()) {
            try {
                constructor.setAccessible(true);
                return constructor.newInstance(new Object[constructor.getParameterCount()]);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // Another one may do without its arguments.
                continue;
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " can be made");
    }
}
