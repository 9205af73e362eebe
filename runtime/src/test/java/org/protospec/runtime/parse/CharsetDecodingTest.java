package org.protospec.runtime.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a text in some character set becomes, however it is cut into pieces. */
class CharsetDecodingTest {
    private static final long SEED = 20240229L;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "UTF_.*")
    void everyByteIsWhatJavaSays(CharsetDecoding.Charset charset) {
        for (int i = 0; i < 256; i++) {
            byte[] bytes = {'a', (byte) i, 'b'};
            assertThat(decoded(charset, bytes, bytes.length)).isEqualTo(new String(bytes, java(charset)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "UTF_.*")
    void everyCharacterIsWhatJavaWrites(CharsetDecoding.Charset charset) {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            String text = text(random);
            byte[] bytes = text.getBytes(java(charset));
            int piece = 1 + random.nextInt(5);
            assertThat(decoded(charset, bytes, piece))
                    .as("round %d of seed %d in pieces of %d", round, SEED, piece)
                    .isEqualTo(text);
        }
    }

    /** The examples of the Unicode Standard, section 3.9, "U+FFFD Substitution of Maximal Subparts", and beginnings. */
    @ParameterizedTest
    @CsvSource({
        "c0afe080bff0818241, ????????A",
        "eda080edbfbfedaf41, ????????A",
        "f4919293ff4180bf42, ?????A??B",
        "e180e2f09192f1bf41, ????A",
        "61e282, a?",
        "61f09f98, a?",
        "e282f09f9880, ?\ud83d\ude00",
    })
    void whatIsNoUtf8(String hex, String expected) {
        malformed(CharsetDecoding.Charset.UTF_8, hex, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "d8000041, ?A",
        "dc000041, ?A",
        "d800d83dde00, ?\ud83d\ude00",
        "0041d8, A?",
        "0041d800, A?",
        "0041d80000, A??",
    })
    void whatIsNoUtf16(String hex, String expected) {
        malformed(CharsetDecoding.Charset.UTF_16BE, hex, expected);
        malformed(CharsetDecoding.Charset.UTF_16, hex, expected);
    }

    @ParameterizedTest
    @CsvSource({"feff0041feff, A\ufeff", "fffe4100, A", "0041, A", "fe, ?"})
    void aMarkTellsTheOrder(String hex, String expected) {
        malformed(CharsetDecoding.Charset.UTF_16, hex, expected);
    }

    @Test
    void manyCharactersOfManyBytesFit() {
        String text = "\u20ac\ud83d\ude00".repeat(500);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        assertThat(decoded(CharsetDecoding.Charset.UTF_16LE, bytes, bytes.length))
                .isEqualTo(text);
    }

    private static void malformed(CharsetDecoding.Charset charset, String hex, String expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (int piece = 1; piece <= bytes.length; piece++) {
            assertThat(decoded(charset, bytes, piece))
                    .as("in pieces of %d", piece)
                    .isEqualTo(expected.replace('?', '\ufffd'));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int bits = 7 + random.nextInt(14);
            int point = random.nextInt(Math.min(1 << bits, Character.MAX_CODE_POINT + 1));
            boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate || point == 0xfeff || point == 0xfffe ? 'x' : point);
        }
        return text.toString();
    }

    private static Charset java(CharsetDecoding.Charset charset) {
        return Charset.forName(charset.name().replace('_', '-'));
    }

    private static String decoded(CharsetDecoding.Charset charset, byte[] bytes, int piece) {
        CharsetDecoding decoding = new CharsetDecoding(charset);
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        Filter.Target target = (more, from, to) -> made.write(more, from, to - from);
        decoding.begin();
        for (int at = 0; at < bytes.length; at += piece) {
            decoding.decode(bytes, at, Math.min(at + piece, bytes.length), target);
        }
        decoding.finish(target);
        return made.toString(StandardCharsets.UTF_8);
    }
}
