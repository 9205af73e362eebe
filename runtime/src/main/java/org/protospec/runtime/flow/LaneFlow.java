package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.Limits;

/**
 * A flow as the thread sees it that dissects it, while the tracker on another thread is farther on. It has the number, the endpoints
 * and the counts of the tracker's flow, the latter as of what is being told.
 */
public final class LaneFlow extends Flow {
    private final Transport transport;
    private final int protocol;

    /**
     * Creates the view of a flow; its endpoints do not change any more.
     *
     * @param clock the time of the thread that dissects it
     * @param protocol the number of the protocol that takes it
     */
    public LaneFlow(LaneClock clock, Flow original, int protocol) {
        super(clock, original);
        this.transport = original.transport();
        this.protocol = protocol;
    }

    /** Returns the number of the protocol that takes it. */
    public int protocol() {
        return protocol;
    }

    /** Sets what was counted up to what is told next. */
    public void counted(long packets, long time, long up, long down) {
        packets(packets, time);
        bytes(Direction.UP, up);
        bytes(Direction.DOWN, down);
    }

    /** Asks for the consumer. */
    public void begin(FlowHandler handler) {
        open(handler);
    }

    /** Tells the consumer, and then the handler, that the flow is over. */
    public void end(EndReason reason, FlowHandler handler) {
        over(reason, handler);
    }

    /** Tells what was due before something that was held back, as of then. */
    public void tellOverdue(long time) {
        FlowConsumer consumer = consumer();
        @Nullable TimerNode timer = consumer == null ? null : consumer.timer();
        if (timer != null) {
            clock().timers().expireOverdue(timer, time);
        }
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    long timeout(Limits limits) {
        throw new UnsupportedOperationException("the tracker knows how long a flow is kept");
    }
}
