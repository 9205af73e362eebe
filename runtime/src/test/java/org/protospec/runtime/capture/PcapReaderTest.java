package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The classic format in all its variants, and what can be wrong with it. */
final class PcapReaderTest {

    private static final byte[] FIRST = Bytes.frame(60, 1);
    private static final byte[] SECOND = Bytes.frame(77, 2);

    private static Bytes micro(Bytes bytes) {
        return bytes.pcapHeader(PcapReader.MICROSECONDS, 65535, LinkType.ETHERNET)
                .pcapRecord(1_700_000_000, 123_456, FIRST);
    }

    @Test
    void littleEndianMicroseconds() {
        Reading reading = Reading.of(
                micro(Bytes.little()).pcapRecord(1_700_000_001, 5, SECOND).get());
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets())
                .containsExactly(
                        new Reading.Seen(1, 1_700_000_000_123_456_000L, 6, 1, 0, 65535, 60, Reading.list(FIRST)),
                        new Reading.Seen(2, 1_700_000_001_000_005_000L, 6, 1, 0, 65535, 77, Reading.list(SECOND)));
    }

    @Test
    void bigEndianReadsTheSame() {
        assertThat(Reading.of(micro(Bytes.big()).get()))
                .isEqualTo(Reading.of(micro(Bytes.little()).get()));
    }

    @Test
    void nanosecondsInBothOrders() {
        for (Bytes bytes : new Bytes[] {Bytes.little(), Bytes.big()}) {
            bytes.pcapHeader(PcapReader.NANOSECONDS, 96, LinkType.RAW).pcapRecord(1, 999_999_999, FIRST);
            Reading.Seen packet = Reading.of(bytes.get()).packets().get(0);
            assertThat(packet.timestamp()).isEqualTo(1_999_999_999L);
            assertThat(packet.digits()).isEqualTo(9);
            assertThat(packet.linkType()).isEqualTo(LinkType.RAW);
        }
    }

    @Test
    void modifiedFormatHasLongerRecordHeaders() {
        Bytes bytes = Bytes.little().pcapHeader(PcapReader.MODIFIED, 65535, LinkType.ETHERNET);
        for (int i = 0; i < 2; i++) {
            bytes.u32(7, 8, FIRST.length, 90, 3).u16(0x0800).u8(0, 0).raw(FIRST);
        }
        Reading reading = Reading.of(bytes.get());
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets()).hasSize(2).allSatisfy(packet -> {
            assertThat(packet.timestamp()).isEqualTo(7_000_008_000L);
            assertThat(packet.wireLength()).isEqualTo(90);
            assertThat(packet.bytes()).isEqualTo(Reading.list(FIRST));
        });
    }

    @Test
    void secondsAreUnsigned() {
        byte[] file = Bytes.little()
                .pcapHeader(PcapReader.MICROSECONDS, 0, 1)
                .pcapRecord(-1, 0, FIRST)
                .get();
        assertThat(Reading.of(file).packets().get(0).timestamp()).isEqualTo(0xffff_ffffL * 1_000_000_000);
    }

    @Test
    void fractionBeyondASecondCarriesOver() {
        byte[] file = Bytes.little()
                .pcapHeader(PcapReader.MICROSECONDS, 0, 1)
                .pcapRecord(5, 1_000_001, FIRST)
                .get();
        assertThat(Reading.of(file).packets().get(0).timestamp()).isEqualTo(6_000_001_000L);
    }

    @Test
    void upperBitsOfLinkTypeAreMasked() {
        // 0x14000000: a frame check sequence of 2 * 2 bytes follows each packet.
        byte[] file = Bytes.big()
                .pcapHeader(PcapReader.MICROSECONDS, 0, 0x1400_0069)
                .pcapRecord(0, 0, FIRST)
                .get();
        assertThat(Reading.of(file).packets().get(0).linkType()).isEqualTo(LinkType.IEEE802_11);
    }

    @Test
    void lengthsOfOldVersionsStandTheOtherWayRound() {
        for (int minor : new int[] {2, 3}) {
            byte[] file = Bytes.little()
                    .u32(PcapReader.MICROSECONDS)
                    .u16(2, minor)
                    .u32(0, 0, 60, 1)
                    .u32(0, 0, 1000, 60)
                    .raw(FIRST)
                    .get();
            Reading reading = Reading.of(file);
            assertThat(reading.problem()).isNull();
            assertThat(reading.packets().get(0).wireLength()).isEqualTo(1000);
            assertThat(reading.packets().get(0).bytes()).hasSize(60);
        }
    }

    @Test
    void capturedLengthBeyondTheOneOnTheWireIsFine() {
        byte[] file = Bytes.little()
                .pcapHeader(PcapReader.MICROSECONDS, 65535, 1)
                .u32(0, 0, 60, 40)
                .raw(FIRST)
                .pcapRecord(1, 0, SECOND)
                .get();
        Reading reading = Reading.of(file);
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets()).extracting(Reading.Seen::wireLength).containsExactly(40, 77);
        assertThat(reading.packets().get(0).bytes()).hasSize(60);
    }

    @Test
    void wireLengthThatNoPacketHasIsCut() {
        byte[] file = Bytes.little()
                .pcapHeader(PcapReader.MICROSECONDS, 65535, 1)
                .u32(0, 0, 60, -1)
                .raw(FIRST)
                .get();
        assertThat(Reading.of(file).packets().get(0).wireLength()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void emptyPacketsAreRead() {
        byte[] file = Bytes.little()
                .pcapHeader(PcapReader.MICROSECONDS, 65535, 1)
                .pcapRecord(0, 0, new byte[0])
                .pcapRecord(1, 0, new byte[0])
                .get();
        Reading reading = Reading.of(file);
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets()).hasSize(2);
    }

    @Test
    void packetsLongerThanTheSnapLengthAreBelievedUpToTheBound() {
        byte[] largest = Bytes.frame(Capture.SNAP_LENGTH_TOLERATED, 3);
        Bytes bytes = Bytes.little()
                .pcapHeader(PcapReader.MICROSECONDS, 96, 1)
                .pcapRecord(0, 0, largest)
                .pcapRecord(0, 0, Bytes.frame(Capture.SNAP_LENGTH_TOLERATED + 1, 4));
        Reading reading = Reading.of(bytes.get());
        assertThat(reading.packets()).hasSize(1);
        assertThat(reading.packets().get(0).bytes()).isEqualTo(Reading.list(largest));
        assertThat(reading.problem())
                .isEqualTo(new CaptureProblem(
                        "test.pcap",
                        2,
                        24 + 16 + Capture.SNAP_LENGTH_TOLERATED,
                        16 + Capture.SNAP_LENGTH_TOLERATED + 1,
                        "damaged at packet 2: its header says 262145 bytes, more than the 262144 that can be"));
    }

    @Test
    void packetLargerThanTheBufferIsReadWhole() throws IOException {
        byte[] small = Bytes.frame(1000, 5);
        byte[] large = Bytes.frame(5 * Window.CAPACITY + 17, 6);
        byte[] file = Bytes.little()
                .pcapHeader(PcapReader.MICROSECONDS, Capture.MAX_PACKET_LENGTH, 1)
                .pcapRecord(0, 0, small)
                .pcapRecord(1, 0, large)
                .pcapRecord(2, 0, small)
                .get();
        try (Capture capture = Capture.read(new ByteArrayInputStream(file), "large")) {
            Packet packet = new Packet();
            for (byte[] expected : new byte[][] {small, large, small}) {
                assertThat(capture.next(packet)).isTrue();
                assertThat(Arrays.mismatch(
                                packet.bytes(),
                                packet.offset(),
                                packet.offset() + packet.length(),
                                expected,
                                0,
                                expected.length))
                        .isEqualTo(-1);
            }
            assertThat(capture.next(packet)).isFalse();
            assertThat(capture.problem()).isNull();
            assertThat(capture.bytes()).isEqualTo(2L * small.length + large.length);
        }
    }

    @Test
    void snapLengthItselfIsBelievedUpToALimit() {
        assertThat(Capture.limitFor(0)).isEqualTo(Capture.SNAP_LENGTH_TOLERATED);
        assertThat(Capture.limitFor(1_000_000)).isEqualTo(1_000_000);
        assertThat(Capture.limitFor(Integer.MAX_VALUE)).isEqualTo(Capture.MAX_PACKET_LENGTH);
        assertThat(Capture.limitFor(-1)).isEqualTo(Capture.MAX_PACKET_LENGTH);
    }

    @Test
    void absurdLengthIsOneDiagnosisAfterWhatCouldBeRead() {
        byte[] file = micro(Bytes.little()).u32(0, 0, -2, 60).raw(SECOND).get();
        Reading reading = Reading.of(file);
        assertThat(reading.packets()).hasSize(1);
        assertThat(reading.problem()).isNotNull();
        assertThat(reading.text())
                .isEqualTo("damaged at packet 2: its header says 4294967294 bytes, more than the 262144 that can be");
        assertThat(reading.damage().offset()).isEqualTo(24 + 16 + 60);
    }

    @Test
    void truncatedInTheMiddleOfAPacket() {
        byte[] file = Bytes.little()
                .pcapHeader(PcapReader.MICROSECONDS, 65535, 1)
                .pcapRecord(0, 0, FIRST)
                .pcapRecord(0, 0, Bytes.frame(1514, 9))
                .get();
        Reading reading = Reading.of(Arrays.copyOf(file, file.length - 1514 + 312));
        assertThat(reading.packets()).hasSize(1);
        assertThat(reading.problem())
                .isEqualTo(new CaptureProblem(
                        "test.pcap",
                        2,
                        100,
                        16 + 312,
                        "truncated in the middle of packet 2: its header says 1514 bytes, 312 are left"));
        assertThat(reading.problem())
                .hasToString("test.pcap: truncated in the middle of packet 2: its header says 1514 bytes, "
                        + "312 are left (at byte 100, 328 bytes skipped)");
    }

    @Test
    void offsetsAreThoseOfTheFileHoweverOftenTheBufferWasFilled() {
        Bytes bytes = Bytes.little().pcapHeader(PcapReader.MICROSECONDS, 65535, 1);
        while (bytes.size() < 3 * Window.CAPACITY) {
            bytes.pcapRecord(0, 0, Bytes.frame(1481, 9));
        }
        int last = bytes.size();
        Reading reading = Reading.of(bytes.u32(1, 2, 100, 100).u8(1, 2, 3).get());
        assertThat(reading.packets()).hasSize((last - 24) / 1497);
        assertThat(reading.damage().offset()).isEqualTo(last);
        assertThat(reading.text()).endsWith("its header says 100 bytes, 3 are left");
    }

    @Test
    void unknownVersion() {
        byte[] file = Bytes.little()
                .u32(PcapReader.MICROSECONDS)
                .u16(3, 1)
                .u32(0, 0, 0, 1)
                .get();
        Reading reading = Reading.of(file);
        assertThat(reading.problem())
                .isEqualTo(new CaptureProblem("test.pcap", 0, 0, 24, "version 3.1 of the pcap format is not known"));
    }

    @Test
    void fileWithoutPacketsIsFine() {
        byte[] file =
                Bytes.little().pcapHeader(PcapReader.MICROSECONDS, 65535, 1).get();
        assertThat(Reading.of(file)).isEqualTo(new Reading(List.of(), List.of()));
    }
}
