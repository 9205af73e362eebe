package org.protospec.runtime.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.LimitCounters;
import org.protospec.runtime.limit.Limits;

/**
 * What tells by their first bytes which protocol flows carry. Until that is certain, or certain not to be, a flow's bytes are kept;
 * then its protocol is told them from the start, or nobody is.
 *
 * <p>The first signature to be complete decides, in the order of the capture; of several that one byte completes, the one added first.
 * Where bytes are cut into packets has no meaning for TCP. Of UDP, the first datagram of each side is looked at.
 *
 * <p>Where the beginning of a flow was not captured, its ports only make believe which side is the client. It is then compared the other
 * way round, too, and turned if it looks like that.
 *
 * <p>For one thread.
 *
 * @param <P> what stands for a protocol
 */
public final class Detector<P> {
    /** What begins to dissect a flow. */
    @FunctionalInterface
    public interface Opener<P> {
        /** Returns the consumer of a flow that was recognised; asked as if the flow had just been opened. */
        FlowConsumer open(Flow flow, P protocol);
    }

    /** One way in which a flow may begin. */
    record Candidate<P>(P protocol, Transport transport, Signature signature) {}

    private final Opener<P> opener;
    private final int bytes;
    private final LimitCounters counters;
    private final List<Candidate<P>> tcp = new ArrayList<>();
    private final List<Candidate<P>> udp = new ArrayList<>();
    private long held;
    private final List<WatchedFlow<P>> turning = new ArrayList<>();

    /**
     * Creates a detector that knows no protocol yet.
     *
     * @param counters counts the flows of which {@link Limit#DETECTION_BYTES} were not enough
     */
    public Detector(Opener<P> opener, Limits limits, LimitCounters counters) {
        this.opener = opener;
        this.bytes = limits.intOf(Limit.DETECTION_BYTES);
        this.counters = counters;
    }

    /** Adds the signatures of a protocol over a transport; those added first win. */
    public void add(P protocol, Transport transport, List<Signature> signatures) {
        signatures.forEach(each -> candidates(transport).add(new Candidate<>(protocol, transport, each)));
    }

    /** Returns what watches a flow until it is recognised and hands on its bytes from then on; null if it could be nothing. */
    public @Nullable FlowConsumer watch(Flow flow) {
        return candidates(flow.transport()).isEmpty() ? null : new WatchedFlow<>(this, flow);
    }

    /** Returns the consumer that a watched flow was given once it was recognised, null before; another consumer itself. */
    public static @Nullable FlowConsumer recognised(@Nullable FlowConsumer consumer) {
        return consumer instanceof WatchedFlow<?> watched ? watched.consumer() : consumer;
    }

    /** Turns the flows that were recognised the other way round. To be called behind every packet. */
    public void settle() {
        if (!turning.isEmpty()) {
            turning.forEach(WatchedFlow::turn);
            turning.clear();
        }
    }

    /** Returns how many bytes of memory are held for flows that are not decided, beyond what an idle flow takes. */
    public long memory() {
        return held;
    }

    void held(long more) {
        held += more;
    }

    List<Candidate<P>> candidates(Transport transport) {
        return transport == Transport.TCP ? tcp : udp;
    }

    Opener<P> opener() {
        return opener;
    }

    /** Most bytes of a direction that are looked at. */
    int bytes() {
        return bytes;
    }

    void tooLong() {
        counters.reached(Limit.DETECTION_BYTES);
    }

    void turnLater(WatchedFlow<P> flow) {
        turning.add(flow);
    }
}
