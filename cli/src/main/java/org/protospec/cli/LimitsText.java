package org.protospec.cli;

import java.util.Locale;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.flow.FlowLimits;
import org.protospec.runtime.machine.Dissector;

/** The table that {@code --limits} prints. */
final class LimitsText {
    private static final double SECOND = 1e9;

    private LimitsText() {}

    static String of() {
        FlowLimits flow = FlowLimits.defaults();
        StringBuilder text = new StringBuilder();
        line(text, "maxFlows", flow.maxFlows() + " flows", "tracked at a time; beyond, the one silent longest ends");
        line(text, "halfOpenTimeout", seconds(flow.halfOpenTimeout()), "without a packet, only SYNs seen");
        line(text, "establishedTimeout", seconds(flow.establishedTimeout()), "without a packet, open TCP connection");
        line(text, "closedTimeout", seconds(flow.closedTimeout()), "without a packet, closed or reset TCP connection");
        line(text, "udpTimeout", seconds(flow.udpTimeout()), "without a packet, UDP flow");
        line(text, "queuedBytes", flow.queuedBytes() + " bytes", "of one direction that wait for earlier ones");
        line(text, "queuedBytesTotal", flow.queuedBytesTotal() + " bytes", "the same, of all flows together");
        line(text, "gapPackets", flow.gapPackets() + " packets", "of a flow before an acknowledged hole is a gap");
        line(text, "gapDelay", seconds(flow.gapDelay()), "after which it is one in any case");
        line(
                text,
                "deferredBytes",
                Dissector.DEFAULT_DEFERRED_BYTES + " bytes",
                "of one direction that wait for a state that takes them");
        line(text, "maxPacketLength", Capture.MAX_PACKET_LENGTH + " bytes", "of one packet in a capture file");
        return text.toString();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / SECOND);
    }

    private static void line(StringBuilder text, String name, String value, String meaning) {
        text.append(String.format(Locale.ROOT, "%-20s %16s  %s\n", name, value, meaning));
    }
}
