package org.protospec.cli.output;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Flow;

/**
 * What lines say of their flow and its protocol, kept as it was written: until another flow takes its place. There are 1,024 places.
 *
 * @param <T> what is kept
 */
final class FlowTexts<T> {
    private static final int KEPT = 1 << 10;

    private final BiFunction<Flow, String, T> writing;
    private final @Nullable Object[] kept = new @Nullable Object[KEPT];

    private record Kept<T>(long id, long high, long low, int port, String protocol, T text) {
        /** Whether it is of this flow; client and server may have changed places since. */
        boolean isOf(Flow flow, String protocolNow) {
            return id == flow.id()
                    && low == flow.clientLow()
                    && high == flow.clientHigh()
                    && port == flow.clientPort()
                    && protocol.equals(protocolNow);
        }
    }

    /** Texts that are written by {@code writing}, given flow and protocol. */
    FlowTexts(BiFunction<Flow, String, T> writing) {
        this.writing = writing;
    }

    /** What is written of a flow. */
    @SuppressWarnings("unchecked") // Whatever is kept came from here.
    T of(Flow flow, String protocol) {
        int place = (int) flow.id() & KEPT - 1;
        if (kept[place] instanceof Kept<?> last && last.isOf(flow, protocol)) {
            return (T) last.text();
        }
        T text = writing.apply(flow, protocol);
        kept[place] = new Kept<>(flow.id(), flow.clientHigh(), flow.clientLow(), flow.clientPort(), protocol, text);
        return text;
    }
}
