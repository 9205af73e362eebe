package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files of every format, cut at every byte and changed at random: all before the damage, then one diagnosis. */
final class DamageTest {

    private static final long SEED = 7;

    /** A file, and the offsets at which it may end without being damaged, those after a packet told apart. */
    record Sample(String name, byte[] file, List<Integer> boundaries, List<Integer> packetEnds) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Notes the boundaries while the file grows. */
    private static final class Builder {
        private final String name;
        private final Bytes bytes;
        private final List<Integer> boundaries = new ArrayList<>();
        private final List<Integer> packetEnds = new ArrayList<>();

        Builder(String name, Bytes bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        void boundary() {
            boundaries.add(bytes.size());
        }

        void packetEnd() {
            packetEnds.add(bytes.size());
            boundary();
        }

        Sample build() {
            return new Sample(name, bytes.get(), boundaries, packetEnds);
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                pcap("pcap, little-endian, microseconds", Bytes.little(), PcapReader.MICROSECONDS),
                pcap("pcap, big-endian, nanoseconds", Bytes.big(), PcapReader.NANOSECONDS),
                pcap("pcap, modified", Bytes.little(), PcapReader.MODIFIED),
                pcapng("pcapng, little-endian", Bytes.little()),
                pcapng("pcapng, big-endian", Bytes.big()));
    }

    private static Sample pcap(String name, Bytes bytes, int magic) {
        Builder builder = new Builder(name, bytes.pcapHeader(magic, 65535, 1));
        builder.boundary();
        for (int i = 0; i < 4; i++) {
            byte[] frame = Bytes.frame(13 * i, i);
            bytes.u32(i, i, frame.length, frame.length + i);
            if (magic == PcapReader.MODIFIED) {
                bytes.u32(1, 2);
            }
            bytes.raw(frame);
            builder.packetEnd();
        }
        return builder.build();
    }

    private static Sample pcapng(String name, Bytes bytes) {
        Builder builder = new Builder(name, bytes.section());
        builder.boundary();
        bytes.interfaceBlock(1, 20, bytes.same().u16(9, 1).u8(9, 0, 0, 0).get());
        builder.boundary();
        bytes.enhanced(0, 4711, Bytes.frame(17, 1), 17);
        builder.packetEnd();
        bytes.block(4, new byte[8]);
        builder.boundary();
        bytes.block(3, bytes.same().u32(33).raw(Bytes.frame(20, 2)).get());
        builder.packetEnd();
        bytes.block(
                2, bytes.same().u16(0, 0).u32(0, 1, 2, 3).raw(Bytes.frame(2, 3)).get());
        builder.packetEnd();
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cutAtEveryByte(Sample sample) {
        Reading whole = Reading.of(sample.file());
        assertThat(whole.problem()).isNull();
        assertThat(whole.packets()).hasSameSizeAs(sample.packetEnds());
        for (int cut = 0; cut < sample.file().length; cut++) {
            int end = cut;
            Reading reading = Reading.of(Arrays.copyOf(sample.file(), cut));
            int complete =
                    (int) sample.packetEnds().stream().filter(e -> e <= end).count();
            assertThat(reading.packets())
                    .as("cut at %d", cut)
                    .isEqualTo(whole.packets().subList(0, complete));
            if (sample.boundaries().contains(cut)) {
                assertThat(reading.problem()).as("cut at %d", cut).isNull();
            } else {
                assertProblemOfCut(sample, cut, complete, reading);
            }
        }
    }

    private static void assertProblemOfCut(Sample sample, int cut, int complete, Reading reading) {
        int start = sample.boundaries().stream()
                .filter(b -> b <= cut)
                .mapToInt(b -> b)
                .max()
                .orElse(0);
        assertThat(reading.problem()).as("cut at %d", cut).isNotNull();
        assertThat(reading.damage().offset()).as("cut at %d", cut).isEqualTo(start);
        assertThat(reading.damage().packet()).as("cut at %d", cut).isEqualTo(start == 0 ? 0 : complete + 1);
        assertThat(reading.text())
                .as("cut at %d", cut)
                .startsWith(
                        cut == 0 ? "not a capture file: it is empty" : cut < 4 ? "not a capture file" : "truncated");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void gzippedAndCutAtEveryByte(Sample sample) throws IOException {
        byte[] packed = gzip(sample.file());
        Reading whole = Reading.of(sample.file());
        assertThat(Reading.of(packed)).isEqualTo(whole);
        for (int cut = 0; cut < packed.length; cut++) {
            Reading reading = Reading.of(Arrays.copyOf(packed, cut));
            assertThat(reading.packets())
                    .as("cut at %d", cut)
                    .isEqualTo(whole.packets().subList(0, reading.packets().size()));
            assertThat(reading.problem()).as("cut at %d", cut).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyBytesAreRead(Sample sample) {
        Random random = new Random(SEED);
        int problems = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] file = sample.file().clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            try {
                problems += Reading.of(file).problem() == null ? 0 : 1;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", round " + round, e);
            }
        }
        assertThat(problems).isPositive();
    }

    @Test
    void damagedGzipGivesAllThatCouldBeUnpacked() throws IOException {
        Bytes bytes = Bytes.little().pcapHeader(PcapReader.MICROSECONDS, 65535, 1);
        byte[] noise = new byte[1000];
        Random random = new Random(SEED);
        for (int i = 0; i < 400; i++) {
            random.nextBytes(noise);
            // Text-like, so that deflate codes it instead of storing it.
            for (int k = 0; k < noise.length; k++) {
                noise[k] &= 0x0f;
            }
            bytes.pcapRecord(i, 0, noise);
        }
        List<Reading.Seen> whole = Reading.of(bytes.get()).packets();
        byte[] packed = gzip(bytes.get());
        int middle = packed.length / 2;
        Arrays.fill(packed, middle, middle + 3000, (byte) 0xff);
        Reading reading = Reading.of(packed);
        assertThat(reading.text()).startsWith("the compressed data is damaged (");
        assertThat(reading.packets()).hasSizeGreaterThan(150).hasSizeLessThan(400);
        assertThat(reading.packets().subList(0, 150)).isEqualTo(whole.subList(0, 150));
        assertThat(reading.problem()).isNotNull();
        assertThat(reading.damage().packet()).isEqualTo(reading.packets().size() + 1);
        assertThat(reading.damage().offset())
                .isEqualTo(24 + 1016L * reading.packets().size());
    }

    @Test
    void wrongChecksumOfGzipIsToldAtTheEnd() throws IOException {
        Sample sample = samples().findFirst().orElseThrow();
        byte[] packed = gzip(sample.file());
        packed[packed.length - 6] ^= 1;
        Reading reading = Reading.of(packed);
        assertThat(reading.packets()).hasSize(4);
        assertThat(reading.text()).startsWith("the compressed data is damaged (");
    }

    static byte[] gzip(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(file);
        }
        return out.toByteArray();
    }
}
