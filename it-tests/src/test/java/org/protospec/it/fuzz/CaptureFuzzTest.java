package org.protospec.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.capture.CaptureTime;
import org.protospec.runtime.capture.Packet;

/** A capture file of any bytes is read to its end, and the same however few bytes a read of the disk brings. */
final class CaptureFuzzTest {
    private static final String NAME = "input";

    /** A record's header is the least that a packet takes in a file; that of pcap is the smallest. */
    private static final int LEAST_RECORD = 16;

    private static final int GZIP_MAGIC = 0x8b1f;

    private final CRC32 digest = new CRC32();
    private final StringBuilder time = new StringBuilder();

    @FuzzTest
    @DictionaryFile(resourcePath = "/org/protospec/it/fuzz/capture.dict")
    void read(byte[] input) throws IOException {
        String whole = outcome(input, new ByteArrayInputStream(input));
        String drops = outcome(input, new Drops(input));
        if (!whole.equals(drops)) {
            assertThat(drops).as("read in drops").isEqualTo(whole);
        }
    }

    private String outcome(byte[] input, InputStream stream) throws IOException {
        boolean packed = input.length > 1 && (input[0] & 0xff | (input[1] & 0xff) << 8) == GZIP_MAGIC;
        digest.reset();
        try (Capture capture = Capture.read(stream, NAME)) {
            Packet packet = new Packet();
            long packets = 0;
            long bytes = 0;
            while (capture.next(packet)) {
                packets++;
                bytes += packet.length();
                check(packet.number() == packets, "packets are numbered without a hole");
                check(packed || packets * LEAST_RECORD + bytes <= input.length, "no byte is in two packets");
                take(packet);
            }
            check(capture.packets() == packets && capture.bytes() == bytes, "the capture counts as we do");
            check(!capture.next(packet), "the end is the end");
            check(packed || capture.position() <= input.length, "no more is read than there is");
            check(
                    packed || packets * LEAST_RECORD + bytes + capture.bytesSkipped() <= input.length,
                    "no byte is read and skipped");
            problems(capture, packed ? Long.MAX_VALUE : input.length);
            return packets + " packets, " + Long.toHexString(digest.getValue()) + ", " + capture.problems();
        }
    }

    private static void problems(Capture capture, long length) {
        check(capture.problems().size() <= Capture.MAX_PROBLEMS + 1, "the problems are bounded");
        long packet = 0;
        long readable = 0;
        for (CaptureProblem problem : capture.problems()) {
            check(problem.packet() >= packet && problem.packet() <= capture.packets() + 1, "in the packets' order");
            check(problem.offset() >= readable && problem.bytes() >= 0, "one behind the other");
            packet = problem.packet();
            readable = problem.offset() + problem.bytes();
            check(readable <= length, "the problem is in the file");
            check(problem.file().equals(NAME), "the problem names the file");
        }
    }

    private void take(Packet packet) {
        int end = packet.offset() + packet.length();
        check(packet.offset() >= 0 && packet.length() >= 0 && end <= packet.bytes().length, "a packet is in its array");
        check(packet.wireLength() >= 0, "lengths are lengths");
        check(packet.timestampDigits() >= 0 && packet.timestampDigits() <= 9, "0 to 9 digits");
        time.setLength(0);
        CaptureTime.iso8601(packet.timestamp(), packet.timestampDigits(), time);
        number(packet.timestamp());
        number((long) packet.linkType() << 32 | packet.wireLength());
        number((long) packet.interfaceId() << 32 | packet.length());
        digest.update(packet.bytes(), packet.offset(), packet.length());
    }

    private void number(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            digest.update((int) (value >>> shift));
        }
    }

    /** Cheaper than AssertJ, where nothing is wrong. */
    static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("broken: " + what);
        }
    }

    /** A stream that brings 1 to 7 bytes at a time. */
    private static final class Drops extends InputStream {
        private final byte[] bytes;
        private int at;

        Drops(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return at == bytes.length ? -1 : bytes[at++] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int n = Math.min(Math.min(length, 1 + at * 5 % 7), bytes.length - at);
            System.arraycopy(bytes, at, target, offset, n);
            at += n;
            return n;
        }
    }
}
