package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where captures come from: files, streams that are slow or fail, gzip; and what is none. */
final class CaptureTest {

    @TempDir
    Path folder;

    private static Bytes capture(int packets) {
        Bytes bytes = Bytes.little().pcapHeader(PcapReader.MICROSECONDS, 65535, 1);
        for (int i = 0; i < packets; i++) {
            bytes.pcapRecord(i, i, Bytes.frame(40 + i % 200, i));
        }
        return bytes;
    }

    /** Gives one byte a call, and says that nothing more is there: like a slow pipe. */
    private static final class Slow extends InputStream {
        private final byte[] bytes;
        private int at;

        Slow(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return at == bytes.length ? -1 : bytes[at++] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int b = read();
            if (b >= 0) {
                target[offset] = (byte) b;
            }
            return b < 0 ? -1 : 1;
        }

        @Override
        public int available() {
            return 0;
        }
    }

    @Test
    void slowStreamsReadTheSame() throws IOException {
        byte[] file = capture(50).get();
        Reading expected = Reading.of(file);
        assertThat(expected.packets()).hasSize(50);
        assertThat(Reading.of(new Slow(file))).isEqualTo(expected);
        assertThat(Reading.of(new Slow(DamageTest.gzip(file)))).isEqualTo(expected);
        DamageTest.samples()
                .forEach(s -> assertThat(Reading.of(new Slow(s.file()))).isEqualTo(Reading.of(s.file())));
    }

    @Test
    void packetsAreGivenOutBeforeMoreIsAskedFor() throws IOException {
        byte[] file = capture(3).get();
        int firstEnds = 24 + 16 + 40;
        try (Capture capture = Capture.read(new Slow(file), "-")) {
            assertThat(capture.next(new Packet())).isTrue();
            assertThat(capture.position()).isEqualTo(firstEnds);
        }
    }

    @Test
    void gzipOfSeveralMembers() throws IOException {
        byte[] file = capture(20).get();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int cut = file.length / 3;
        packed.writeBytes(DamageTest.gzip(Arrays.copyOf(file, cut)));
        packed.writeBytes(DamageTest.gzip(Arrays.copyOfRange(file, cut, file.length)));
        assertThat(Reading.of(packed.toByteArray())).isEqualTo(Reading.of(file));
        assertThat(Reading.of(new Slow(packed.toByteArray()))).isEqualTo(Reading.of(file));
    }

    @Test
    void countersOfAFile() throws IOException {
        byte[] file = capture(1000).get();
        Path plain = Files.write(folder.resolve("плоский файл.pcap"), file);
        byte[] gzip = DamageTest.gzip(file);
        Path packed = Files.write(folder.resolve("packed.pcap"), gzip);
        for (Path path : List.of(plain, packed)) {
            try (Capture capture = Capture.open(path)) {
                assertThat(capture.size()).isEqualTo(Files.size(path));
                assertThat(capture.position()).isZero();
                assertThat(Reading.of(capture).packets()).hasSize(1000);
                assertThat(capture.position()).isEqualTo(Files.size(path));
                assertThat(capture.packets()).isEqualTo(1000);
                assertThat(capture.bytes()).isEqualTo(file.length - 24L - 16 * 1000);
                assertThat(capture.name()).isEqualTo(path.toString());
            }
        }
        try (Capture capture = Capture.read(new ByteArrayInputStream(file), "-")) {
            assertThat(capture.size()).isEqualTo(-1);
        }
    }

    @Test
    void filesThatCannotBeOpened() throws IOException {
        Path missing = folder.resolve("missing.pcap");
        assertThatThrownBy(() -> Capture.open(missing).close())
                .isInstanceOf(IOException.class)
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> Capture.open(folder).close())
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": is a folder, not a capture file");
    }

    @Test
    void errorsWhileReadingAreProblemsAfterAllThatWasRead() {
        byte[] file = capture(10).get();
        InputStream in = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == 24 + 2 * 16 + 40 + 41 + 5) {
                    throw new IOException("cable pulled");
                }
                return file[at++] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                target[offset] = (byte) read();
                return 1;
            }
        };
        Reading reading = Reading.of(in);
        assertThat(reading.packets()).hasSize(2);
        assertThat(reading.problem())
                .isEqualTo(new CaptureProblem(
                        "test.pcap", 3, 24 + 32 + 81, 5, "the file cannot be read any further (cable pulled)"));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(latin1(""), "it is empty"),
                Arguments.of(latin1("GET / HTTP/1.1\r\n"), "it starts with the bytes 47 45 54 20 2f 20 48 54"),
                Arguments.of(latin1("ab"), "it starts with the bytes 61 62"),
                Arguments.of(latin1("(\u00b5/\u00fd...."), "it is packed with zstd, unpack it first"),
                Arguments.of(latin1("BZh91AY"), "it is packed with bzip2, unpack it first"),
                Arguments.of(latin1("snoop\0\0\0\0\0\0\2"), "it is a snoop file, which is not supported"));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsNoCapture(byte[] file, String text) throws IOException {
        CaptureProblem expected = new CaptureProblem("test.pcap", 0, 0, 0, "not a capture file: " + text);
        assertThat(Reading.of(file)).isEqualTo(new Reading(List.of(), expected));
        assertThat(Reading.of(DamageTest.gzip(file))).isEqualTo(new Reading(List.of(), expected));
        assertThat(expected).hasToString("test.pcap: not a capture file: " + text);
    }

    @Test
    void whatOnlyStartsLikeGzip() {
        assertThat(Reading.of(new byte[] {0x1f, (byte) 0x8b, 99, 1, 2, 3, 4, 5, 6, 7, 8, 9})
                        .text())
                .startsWith("not a capture file: it starts like a gzip file, but is none (");
        assertThat(Reading.of(new byte[] {0x1f, (byte) 0x8b}).text())
                .startsWith("not a capture file: it starts like a gzip file, but is none");
    }

    @Test
    void nothingComesAfterClose() throws IOException {
        Capture capture = Capture.read(new ByteArrayInputStream(capture(2).get()), "-");
        Packet packet = new Packet();
        assertThat(capture.next(packet)).isTrue();
        capture.close();
        assertThat(capture.next(packet)).isFalse();
        assertThat(capture.problem()).isNull();
    }

    @ParameterizedTest
    @MethodSource("longCaptures")
    void nothingIsAllocatedPerPacket(byte[] file) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Packet packet = new Packet();
        try (Capture capture = Capture.read(new ByteArrayInputStream(file), "-")) {
            for (int i = 0; i < 1000; i++) {
                assertThat(capture.next(packet)).isTrue();
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 49_000; i++) {
                if (!capture.next(packet)) {
                    throw new AssertionError("ended after " + capture.packets());
                }
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            // A byte a packet would be 49,000; what the measuring itself takes is allowed for.
            assertThat(allocated).isLessThan(4096);
        }
    }

    static Stream<Arguments> longCaptures() {
        Bytes pcapng = Bytes.big().section().interfaceBlock(1, 0, new byte[0]);
        for (int i = 0; i < 50_000; i++) {
            pcapng.enhanced(0, i, Bytes.frame(40, i), 40);
        }
        return Stream.of(Arguments.of(capture(50_000).get()), Arguments.of(pcapng.get()));
    }
}
