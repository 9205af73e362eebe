package org.protospec.runtime.flow;

import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/** Why a flow is over. */
public enum EndReason {
    /** Both sides closed the connection in order (RFC 9293, section 3.6). */
    FIN("fin"),
    /** One side reset the connection (RFC 9293, section 3.5.2). */
    RST("rst"),
    /** No packet was captured for longer than the flow's state allows, see {@link Limits}. */
    TIMEOUT("timeout"),
    /** The capture ended before the flow did. */
    END_OF_CAPTURE("end_of_capture"),
    /** The flow had to make room for others, see {@link Limit#FLOWS}. */
    EVICTED("evicted");

    private final String label;

    EndReason(String label) {
        this.label = label;
    }

    /** Returns the name used in output, such as {@code end_of_capture}. */
    public String label() {
        return label;
    }
}
