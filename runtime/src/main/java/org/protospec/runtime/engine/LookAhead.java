package org.protospec.runtime.engine;

import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.flow.FlowsAhead;
import org.protospec.runtime.tcp.TcpSegment;

/**
 * The look at packets that follow in a capture: with many flows those of the next packets are fetched from memory together, before the
 * packets are taken one by one.
 */
final class LookAhead {
    private final PacketDecoder decoder;
    private final FlowsAhead flows;
    private final Packet packet = new Packet();
    private final TcpSegment segment = new TcpSegment();
    /** So many packets are still to come that were looked at. */
    private int left;

    LookAhead(PacketDecoder decoder, FlowsAhead flows) {
        this.decoder = decoder;
        this.flows = flows;
    }

    /** A packet was given out, and is to be taken: looks at those behind it if that has not been done. */
    void behind(Capture capture) {
        if (left > 0) {
            left--;
        } else if (flows.worthwhile()) {
            look(capture);
        }
    }

    private void look(Capture capture) {
        int from = 0;
        while (left < FlowsAhead.MOST && (from = capture.peek(packet, from)) != Capture.NOTHING_AHEAD) {
            left++;
            if (decoder.foresee(packet, segment)) {
                flows.note(segment);
            }
        }
        flows.fetch();
    }
}
