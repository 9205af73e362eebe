package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures written, and read again. */
final class CaptureWriterTest {

    @TempDir
    Path folder;

    private byte[] copy(byte[] file) throws IOException {
        Path target = folder.resolve("copy.pcap");
        try (Capture source = Capture.read(new ByteArrayInputStream(file), "-");
                CaptureWriter writer = CaptureWriter.create(target)) {
            Packet packet = new Packet();
            while (source.next(packet)) {
                assertThat(writer.write(packet)).isTrue();
            }
            assertThat(writer.packets()).isEqualTo(source.packets());
        }
        return Files.readAllBytes(target);
    }

    @Test
    void littleEndianCapturesAreCopiedByteForByte() throws IOException {
        for (int magic : new int[] {PcapReader.MICROSECONDS, PcapReader.NANOSECONDS}) {
            Bytes file = Bytes.little().pcapHeader(magic, 96, LinkType.LINUX_SLL2);
            for (int i = 0; i < 3000; i++) {
                byte[] frame = Bytes.frame(i % 700, i);
                file.u32(1_700_000_000 + i, 999_999 - i, frame.length, 2 * frame.length)
                        .raw(frame);
            }
            file.pcapRecord(-1, 7, Bytes.frame(200_000, 1));
            assertThat(copy(file.get())).isEqualTo(file.get());
        }
    }

    @Test
    void aRealCaptureIsCopiedByteForByte() throws IOException {
        byte[] file = Files.readAllBytes(SharedCaptures.folder().resolve("smtp/haka__smtp.pcap"));
        assertThat(copy(file)).isEqualTo(file);
    }

    @Test
    void pcapngBecomesPcapAsFineAsItIs() throws IOException {
        Bytes file = Bytes.big().section();
        file.interfaceBlock(
                        LinkType.RAW, 0, file.same().u16(9, 1).u8(9, 0, 0, 0).get())
                .enhanced(0, 1_700_000_000_123_456_789L, Bytes.frame(5, 1), 6);
        Bytes expected = Bytes.little()
                .pcapHeader(PcapReader.NANOSECONDS, CaptureWriter.DEFAULT_SNAP_LENGTH, LinkType.RAW)
                .u32(1_700_000_000, 123_456_789, 5, 6)
                .raw(Bytes.frame(5, 1));
        assertThat(copy(file.get())).isEqualTo(expected.get());
    }

    @Test
    void packetsOfAnotherLinkTypeAreRefusedAndCounted() throws IOException {
        Path target = folder.resolve("mixed.pcap");
        try (CaptureWriter writer = CaptureWriter.create(target)) {
            assertThat(writer.write(Packet.of(LinkType.IPV4, Bytes.frame(3, 1))))
                    .isTrue();
            assertThat(writer.write(Packet.of(LinkType.ETHERNET, Bytes.frame(3, 2))))
                    .isFalse();
            assertThat(writer.write(Packet.of(LinkType.IPV4, Bytes.frame(3, 3))))
                    .isTrue();
            assertThat(writer.packets()).isEqualTo(2);
            assertThat(writer.refused()).isEqualTo(1);
        }
        Reading reading = Reading.of(Files.readAllBytes(target));
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets())
                .extracting(Reading.Seen::bytes)
                .containsExactly(Reading.list(Bytes.frame(3, 1)), Reading.list(Bytes.frame(3, 3)));
    }

    @Test
    void withoutAPacketItIsAnEmptyCapture() throws IOException {
        Path target = Files.write(folder.resolve("empty.pcap"), new byte[1000]);
        CaptureWriter writer = CaptureWriter.create(target);
        writer.close();
        writer.close();
        assertThat(Files.readAllBytes(target))
                .isEqualTo(Bytes.little()
                        .pcapHeader(PcapReader.MICROSECONDS, CaptureWriter.DEFAULT_SNAP_LENGTH, LinkType.ETHERNET)
                        .get());
    }

    @Test
    void flushMakesPacketsVisible() throws IOException {
        Path target = folder.resolve("flushed.pcap");
        try (CaptureWriter writer = CaptureWriter.create(target)) {
            writer.write(Packet.of(LinkType.ETHERNET, Bytes.frame(3, 1)));
            writer.flush();
            assertThat(Reading.of(Files.readAllBytes(target)).packets()).hasSize(1);
            writer.write(Packet.of(LinkType.ETHERNET, Bytes.frame(3, 1)));
        }
        assertThat(Reading.of(Files.readAllBytes(target)).packets()).hasSize(2);
    }
}
