package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The project's captures, as pcap and as pcapng, damaged at random: nothing is thrown, what lies before the damage is
 * read, and so is what lies behind it.
 */
final class RecoveryTest {
    private static final long SEED = 20_261_126;
    private static final int ROUNDS = 300;
    private static final int MOST_GARBAGE = 3000;

    /** A file, and where its packets' records begin, and the last one ends. */
    record Sample(String name, byte[] file, List<Integer> starts) {
        int packets() {
            return starts.size() - 1;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        Path folder = Path.of("..", "samples");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList()) {
                samples.add(pcap(file));
                samples.add(pcapng(file));
            }
        }
        assertThat(samples).hasSizeGreaterThan(20);
        return samples.stream();
    }

    private static Sample pcap(Path path) throws IOException {
        List<Integer> starts = new ArrayList<>(List.of(PcapReader.FILE_HEADER));
        try (Capture capture = Capture.open(path)) {
            Packet packet = new Packet();
            while (capture.next(packet)) {
                starts.add(starts.get(starts.size() - 1) + PcapReader.RECORD_HEADER + packet.length());
            }
        }
        return new Sample(path.getFileName() + " as pcap", Files.readAllBytes(path), starts);
    }

    private static Sample pcapng(Path path) throws IOException {
        Bytes bytes = Bytes.little().section().interfaceBlock(LinkType.ETHERNET, 0, new byte[0]);
        List<Integer> starts = new ArrayList<>(List.of(bytes.size()));
        try (Capture capture = Capture.open(path)) {
            Packet packet = new Packet();
            while (capture.next(packet)) {
                int from = packet.offset();
                byte[] frame = Arrays.copyOfRange(packet.bytes(), from, from + packet.length());
                bytes.enhanced(0, packet.timestamp() / 1000, frame, frame.length);
                starts.add(bytes.size());
            }
        }
        return new Sample(path.getFileName() + " as pcapng", bytes.get(), starts);
    }

    /** Bytes between two records cost no packet, and are told with their place and number. */
    @ParameterizedTest
    @MethodSource("samples")
    void garbageBetweenRecords(Sample sample) {
        List<List<Byte>> whole = packets(sample.file());
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            int before = random.nextInt(sample.packets());
            byte[] garbage = garbage(random, round);
            Reading reading =
                    Reading.ofFile(replaced(sample.file(), sample.starts().get(before), 0, garbage));
            String what = "seed " + SEED + ", round " + round + ": " + garbage.length + " bytes before packet "
                    + (before + 1) + ", " + reading.problem();
            assertThat(bytesOf(reading)).as(what).isEqualTo(whole);
            assertThat(reading.damage().packet()).as(what).isEqualTo(before + 1);
            assertThat(reading.damage().offset())
                    .as(what)
                    .isEqualTo(sample.starts().get(before).longValue());
            assertThat(reading.damage().bytes()).as(what).isEqualTo(garbage.length);
        }
    }

    /** What was not written: from the middle of a record to the middle of another one. */
    @ParameterizedTest
    @MethodSource("samples")
    void deletedRange(Sample sample) {
        List<List<Byte>> whole = packets(sample.file());
        Random random = new Random(SEED);
        int lost = 0;
        int behind = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int first = random.nextInt(sample.packets());
            int last = Math.min(sample.packets() - 1, first + random.nextInt(4));
            int from = within(random, sample, first);
            int to = Math.max(from + 1, within(random, sample, last));
            List<List<Byte>> read = bytesOf(Reading.ofFile(replaced(sample.file(), from, to - from, new byte[0])));
            assertThat(read.subList(0, first)).isEqualTo(whole.subList(0, first));
            List<List<Byte>> after = whole.subList(last + 1, whole.size());
            behind += after.size();
            lost += after.size() - commonEnd(read, after);
        }
        System.out.printf("%s, ranges deleted: %d of %d packets behind lost%n", sample, lost, behind);
        // The cut may leave a header that fits the bytes of another packet: then one packet more is lost, or a wrong
        // one read.
        assertThat(lost).as("of %d behind the damage", behind).isLessThan(1 + behind / 50);
    }

    /** Bits that flip in the header of one record or block cost this packet at most. */
    @ParameterizedTest
    @MethodSource("samples")
    void flippedBitsInAHeader(Sample sample) {
        boolean pcap = sample.name().endsWith("as pcap");
        List<List<Byte>> whole = packets(sample.file());
        Random random = new Random(SEED);
        int lost = 0;
        int behind = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int hit = random.nextInt(sample.packets());
            byte[] file = sample.file().clone();
            int header = sample.starts().get(hit);
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                file[header + random.nextInt(pcap ? 16 : 28)] ^= (byte) (1 << random.nextInt(8));
            }
            Reading reading = Reading.ofFile(file);
            List<List<Byte>> read = bytesOf(reading);
            assertThat(read.subList(0, hit)).isEqualTo(whole.subList(0, hit));
            List<List<Byte>> after = whole.subList(hit + 1, whole.size());
            lost += after.size() - commonEnd(read, after);
            behind += after.size();
            assertThat(reading.problems()).hasSizeLessThan(3);
        }
        System.out.printf("%s, bits flipped: %d of %d packets behind lost%n", sample, lost, behind);
        assertThat(lost)
                .as("packets lost in %d rounds besides the damaged one", ROUNDS)
                .isLessThan(ROUNDS / 50);
    }

    /** Many damages at once: the number of problems kept is bounded, and nothing is thrown. */
    @ParameterizedTest
    @MethodSource("samples")
    void damagedAllOver(Sample sample) {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS / 3; round++) {
            byte[] file = sample.file().clone();
            for (int i = 0; i < 1 + round; i++) {
                file[24 + random.nextInt(file.length - 24)] = (byte) random.nextInt();
            }
            Reading reading = Reading.ofFile(Arrays.copyOf(file, file.length - random.nextInt(file.length / 2)));
            assertThat(reading.problems()).hasSizeLessThanOrEqualTo(Capture.MAX_PROBLEMS + 1);
            long end = 0;
            for (CaptureProblem problem : reading.problems()) {
                assertThat(problem.offset()).isGreaterThanOrEqualTo(end);
                end = problem.offset() + problem.bytes();
            }
            assertThat(end).isLessThanOrEqualTo(file.length);
        }
    }

    /**
     * Headers that each ask for a far look ahead: what is moved in the buffer must not grow with the square of the
     * file.
     */
    @Test
    @Timeout(60)
    void farLooksAheadAreNoAttack() {
        Bytes pcap = Bytes.little().pcapHeader(PcapReader.MICROSECONDS, Capture.MAX_PACKET_LENGTH, 1);
        Bytes pcapng = Bytes.little().section().interfaceBlock(1, 0, new byte[0]);
        for (int i = 0; i < 1_000_000; i++) {
            pcap.u32(1, Integer.MAX_VALUE, 8, Capture.MAX_PACKET_LENGTH - 1, i, -1);
            pcapng.u32(5, 12, 12, PcapngBlocks.ENHANCED_PACKET, Capture.MAX_PACKET_LENGTH, i);
        }
        Packet packet = new Packet();
        for (Bytes file : List.of(pcap, pcapng)) {
            Capture capture = Capture.read(new ByteArrayInputStream(file.get()), "test");
            while (capture.next(packet)) {
                assertThat(packet.length()).isEqualTo(8);
            }
            assertThat(capture.packets() + capture.damages()).isGreaterThan(500_000);
        }
    }

    private static byte[] garbage(Random random, int round) {
        byte[] garbage = new byte[1 + random.nextInt(round % 3 == 0 ? 40 : MOST_GARBAGE)];
        switch (round % 4) {
            case 0 -> random.nextBytes(garbage);
            case 1 -> Arrays.fill(garbage, (byte) 0xff);
            case 2 -> {
                for (int i = 0; i < garbage.length; i++) {
                    garbage[i] = (byte) (' ' + random.nextInt(90));
                }
            }
            default -> Arrays.fill(garbage, (byte) random.nextInt(256));
        }
        return garbage;
    }

    private static int within(Random random, Sample sample, int packet) {
        int start = sample.starts().get(packet);
        return start + random.nextInt(sample.starts().get(packet + 1) - start);
    }

    private static byte[] replaced(byte[] file, int at, int deleted, byte[] inserted) {
        byte[] damaged = new byte[file.length - deleted + inserted.length];
        System.arraycopy(file, 0, damaged, 0, at);
        System.arraycopy(inserted, 0, damaged, at, inserted.length);
        System.arraycopy(file, at + deleted, damaged, at + inserted.length, file.length - at - deleted);
        return damaged;
    }

    private static List<List<Byte>> packets(byte[] file) {
        Reading reading = Reading.ofFile(file);
        assertThat(reading.problem()).isNull();
        return bytesOf(reading);
    }

    private static List<List<Byte>> bytesOf(Reading reading) {
        return reading.packets().stream().map(Reading.Seen::bytes).toList();
    }

    private static int commonEnd(List<List<Byte>> read, List<List<Byte>> wanted) {
        int same = 0;
        while (same < Math.min(read.size(), wanted.size())
                && read.get(read.size() - 1 - same).equals(wanted.get(wanted.size() - 1 - same))) {
            same++;
        }
        return same;
    }
}
