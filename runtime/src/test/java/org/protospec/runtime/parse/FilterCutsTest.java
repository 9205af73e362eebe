package org.protospec.runtime.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** What filters make of content, good or broken, does not depend on where it is cut, nor does what is told of it. */
class FilterCutsTest {
    private static final int ROUNDS = 300;

    private final InflationPool pool = new InflationPool();

    private static final class Outcome implements Filter.Target {
        private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        private String broken = "";

        @Override
        public void piece(byte[] bytes, int from, int to) {
            assertThat(broken).as("behind what is broken").isEmpty();
            decoded.write(bytes, from, to - from);
        }

        @Override
        public boolean isFull() {
            return !broken.isEmpty();
        }

        @Override
        public void broken(String filter, String reason) {
            assertThat(broken).isEmpty();
            broken = filter + ": " + reason;
        }
    }

    private static Outcome run(Filter filter, byte[] content, Random random, int largest) {
        Outcome outcome = new Outcome();
        filter.begin();
        for (int at = 0; at < content.length && outcome.broken.isEmpty(); ) {
            int end = largest == 0 ? content.length : Math.min(content.length, at + 1 + random.nextInt(largest));
            byte[] piece = Arrays.copyOfRange(content, at, end);
            filter.decode(piece, 0, piece.length, outcome);
            at = end;
        }
        if (outcome.broken.isEmpty()) {
            filter.finish(outcome);
        }
        filter.release();
        return outcome;
    }

    private void check(Supplier<Filter> filters, Function<byte[], byte[]> encode) {
        Filter filter = filters.get();
        for (int seed = 1; seed <= ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] plain = plain(random);
            byte[] content = encode.apply(plain);
            boolean good = seed % 3 == 0;
            if (!good) {
                damage(content, random);
            }
            Outcome whole = run(filter, content, random, 0);
            if (good) {
                assertThat(whole.broken).as("seed %d", seed).isEmpty();
                assertThat(whole.decoded.toByteArray()).as("seed %d", seed).isEqualTo(plain);
            }
            for (int largest : new int[] {1, 2, 7, 100}) {
                Outcome cut = run(filter, content, random, largest);
                assertThat(cut.broken)
                        .as("seed %d, pieces up to %d", seed, largest)
                        .isEqualTo(whole.broken);
                assertThat(cut.decoded.toByteArray())
                        .as("seed %d, pieces up to %d", seed, largest)
                        .isEqualTo(whole.decoded.toByteArray());
            }
        }
        assertThat(pool.memory()).isZero();
    }

    private static byte[] plain(Random random) {
        byte[] plain = new byte[random.nextInt(3_000)];
        int letters = 1 + random.nextInt(200);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = random.nextInt(4) > 0 && i > 50
                    ? plain[i - 1 - random.nextInt(50)]
                    : (byte) random.nextInt(letters);
        }
        return plain;
    }

    private static void damage(byte[] content, Random random) {
        for (int i = random.nextInt(3); i >= 0 && content.length > 0; i--) {
            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static byte[] deflated(byte[] plain, boolean raw, int level) {
        Deflater deflater = new Deflater(level, raw);
        deflater.setInput(plain);
        deflater.finish();
        byte[] buffer = new byte[plain.length + 1_000];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    private static byte[] gzipped(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 8, 1, 2, 3, 4, 0, 3, 'n', 'a', 'm', 'e', 0});
        out.writeBytes(deflated(plain, true, 6));
        CRC32 checksum = new CRC32();
        checksum.update(plain);
        long sum = checksum.getValue();
        for (int i = 0; i < 4; i++) {
            out.write((int) (sum >> 8 * i));
        }
        for (int i = 0; i < 4; i++) {
            out.write(plain.length >> 8 * i);
        }
        return out.toByteArray();
    }

    @Test
    void gzip() {
        check(() -> new Inflating(Inflating.Format.GZIP, pool), FilterCutsTest::gzipped);
    }

    @Test
    void deflate() {
        check(() -> new Inflating(Inflating.Format.DEFLATE, pool), plain -> deflated(plain, false, 9));
        check(() -> new Inflating(Inflating.Format.DEFLATE, pool), plain -> deflated(plain, true, 1));
    }

    @Test
    void base64() {
        check(Base64Decoding::new, plain -> Base64.getMimeEncoder().encode(plain));
    }

    @Test
    void quotedPrintable() {
        check(QuotedPrintableDecoding::new, FilterCutsTest::quoted);
    }

    @Test
    void oneBehindTheOther() {
        check(
                () -> new FilterChain(0, new Base64Decoding(), new Inflating(Inflating.Format.GZIP, pool)),
                plain -> Base64.getMimeEncoder().encode(gzipped(plain)));
    }

    private static byte[] quoted(byte[] plain) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < plain.length; i++) {
            boolean safe = plain[i] > ' ' && plain[i] < 127 && plain[i] != '=';
            text.append(safe ? String.valueOf((char) plain[i]) : String.format("=%02X", plain[i] & 0xff));
            text.append(i % 60 == 59 ? "=\r\n" : "");
        }
        return text.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
