package org.protospec.runtime.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a text in some character set becomes: what Java makes of it, however it is cut into pieces. */
class CharsetDecodingTest {
    private static final long SEED = 20240229L;

    @ParameterizedTest
    @EnumSource(CharsetDecoding.Charset.class)
    void everyByteIsWhatJavaSays(CharsetDecoding.Charset charset) {
        for (int i = 0; i < 256; i++) {
            byte[] bytes = {'a', (byte) i, 'b', 'c'};
            assertThat(decoded(charset, bytes, bytes.length)).isEqualTo(new String(bytes, java(charset)));
        }
    }

    @ParameterizedTest
    @EnumSource(CharsetDecoding.Charset.class)
    void randomBytesAreWhatJavaSays(CharsetDecoding.Charset charset) {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = bytes(random);
            int piece = 1 + random.nextInt(5);
            assertThat(decoded(charset, bytes, piece))
                    .as("round %d of seed %d in pieces of %d", round, SEED, piece)
                    .isEqualTo(new String(bytes, java(charset)));
        }
    }

    @Test
    void manyCharactersOfManyBytesFit() {
        byte[] bytes = "\u20ac\ud83d\ude00".repeat(500).getBytes(StandardCharsets.UTF_16LE);
        assertThat(decoded(CharsetDecoding.Charset.UTF_16LE, bytes, bytes.length))
                .isEqualTo("\u20ac\ud83d\ude00".repeat(500));
    }

    /** Bytes of which many begin characters, or go on with them, or are surrogates. */
    private static byte[] bytes(Random random) {
        byte[] frequent = {'a', 0, (byte) 0x80, (byte) 0xbf, (byte) 0xc2, (byte) 0xe0, (byte) 0xed, (byte) 0xf0, (byte) 0xf4
            , (byte) 0xd8, (byte) 0xdc, (byte) 0xfe, (byte) 0xff, (byte) 0x9f, (byte) 0xa0, (byte) 0x8f, (byte) 0x90};
        byte[] bytes = new byte[random.nextInt(12)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : frequent[random.nextInt(frequent.length)];
        }
        return bytes;
    }

    private static Charset java(CharsetDecoding.Charset charset) {
        return Charset.forName(charset.name().replace('_', '-'));
    }

    private static String decoded(CharsetDecoding.Charset charset, byte[] bytes, int piece) {
        CharsetDecoding decoding = new CharsetDecoding(charset);
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        decoding.begin();
        for (int at = 0; at < bytes.length; at += piece) {
            decoding.decode(
                    bytes, at, Math.min(at + piece, bytes.length), (more, from, to) -> made.write(more, from, to - from));
        }
        decoding.finish((more, from, to) -> made.write(more, from, to - from));
        return made.toString(StandardCharsets.UTF_8);
    }
}
