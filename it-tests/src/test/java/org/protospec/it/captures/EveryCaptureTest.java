package org.protospec.it.captures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.engine.PacketReports;
import org.protospec.runtime.engine.Summary;
import org.protospec.runtime.engine.UndissectedFlows;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.ip.FragmentCounts;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.TcpSegment;
import org.protospec.smtp.Smtp;

/** Whatever lies in a capture, nothing is thrown, and each of its packets belongs to a flow or was skipped for a reason. */
class EveryCaptureTest {
    private static final int SHARED_CAPTURES = 900;

    private final List<String> faults = new ArrayList<>();
    private long packets;
    private long skipped;

    @Test
    void ownSamples() throws IOException {
        all(Captures.in(Captures.samples()));
        assertThat(skipped).isZero();
    }

    @Test
    void sharedCaptures() throws IOException {
        List<Path> captures = Captures.below(Captures.shared());
        assertThat(captures).hasSizeGreaterThan(SHARED_CAPTURES);
        all(captures);
    }

    private void all(List<Path> captures) {
        long begun = System.nanoTime();
        for (Path capture : captures) {
            try {
                run(capture);
            } catch (IOException | RuntimeException | Error e) {
                faults.add(capture.getFileName() + ": " + e);
            }
        }
        System.out.printf(
                "%d captures, %d packets, %d skipped, in %.1f s%n",
                captures.size(), packets, skipped, (System.nanoTime() - begun) / 1e9);
        assertThat(faults).isEmpty();
        assertThat(packets).isPositive();
    }

    private void run(Path file) throws IOException {
        Counted counted = new Counted();
        // As SMTP on every port: most of it is not, which must do no harm.
        Dissection dissection =
                Dissection.of(counted).protocolOnAnyPort(new Smtp()).build();
        try (Capture capture = Capture.open(file)) {
            dissection.run(capture);
            Summary summary = dissection.summary();
            long without = summary.skipped().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            packets += summary.packets();
            skipped += without;
            if (summary.packets() != counted.inFlows + without || summary.packets() != capture.packets()) {
                faults.add(file.getFileName() + ": " + summary.packets() + " packets of " + capture.packets() + ", "
                        + counted.inFlows + " in flows, " + summary.skipped());
            }
            if (summary.skipped().containsKey("") || (counted.inFlows > 0 && summary.flows() == 0)) {
                faults.add(file.getFileName() + ": skipped without a reason, or a packet without a flow");
            }
        }
        accounted(file);
    }

    /** Where protocols are recognised, too, every packet is one of a flow that is dissected, of one that is not, or of none. */
    private void accounted(Path file) throws IOException {
        Dissection dissection =
                Dissection.of(new PacketStack()).detecting(new Smtp()).build();
        try (Capture capture = Capture.open(file)) {
            dissection.run(capture);
            Summary summary = dissection.summary();
            long undissected = 0;
            long flows = summary.dissected();
            for (UndissectedFlows each : summary.undissected()) {
                undissected += each.packets();
                flows += each.flows();
            }
            long without = summary.skipped().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (summary.packets() != summary.dissectedPackets() + undissected + without || flows != summary.flows()) {
                faults.add(file.getFileName() + ": " + summary.packets() + " packets, of which "
                        + summary.dissectedPackets() + " dissected, " + undissected + " not, " + without
                        + " skipped; " + summary.flows() + " flows, " + flows + " counted");
            }
        }
    }

    private static final class Counted implements PacketDecoder {
        private final PacketDecoder stack = new PacketStack();
        long inFlows;

        @Override
        public Decoded decode(Packet packet, TcpSegment segment, UdpDatagram datagram) {
            Decoded decoded = stack.decode(packet, segment, datagram);
            inFlows += decoded == Decoded.SKIPPED ? 0 : 1;
            return decoded;
        }

        @Override
        public void begin(Limits limits, PacketReports reports) {
            stack.begin(limits, reports);
        }

        @Override
        public String reason() {
            return stack.reason();
        }

        @Override
        public void end() {
            stack.end();
        }

        @Override
        public FragmentCounts fragments() {
            return stack.fragments();
        }
    }
}
