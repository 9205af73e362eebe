package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;

/** What is written is, byte for byte, what Jackson writes. */
final class JsonWriterTest {
    private static final long SEED = 20_261_127;
    private static final int ROUNDS = 2_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final JsonWriter json = new JsonWriter(written);
    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();

    private String written() {
        json.endLine();
        json.flush();
        return written.toString(StandardCharsets.UTF_8);
    }

    private static String text(Random random, String... parts) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    @Test
    void textsAreEscapedAsJacksonDoes() throws IOException {
        Random random = new Random(SEED);
        String[] parts = {
            "a", "plain text ", "\"", "\\", "\n", "\t", "\u0000", "\u001f", "\u007f", "é", "€", "\ud83d\ude00", "/"
        };
        try (JsonGenerator jackson = new JsonFactory().createGenerator(expected)) {
            jackson.writeStartObject();
            json.beginLine();
            for (int i = 0; i < ROUNDS; i++) {
                String text = text(random, parts);
                jackson.writeStringField("text", text);
                assertThat(json.name("text").text(Slice.of(text), JsonWriter.Encoding.UTF_8))
                        .isTrue();
                jackson.writeStringField("own", text);
                json.name("own").string(text);
            }
            jackson.writeEndObject();
        }
        assertThat(written()).isEqualTo(expected.toString(StandardCharsets.UTF_8) + "\n");
    }

    @Test
    void textsThatAreNotUtf8AreEscapedByteByByte() throws IOException {
        Random random = new Random(SEED);
        try (JsonGenerator jackson = new JsonFactory().createGenerator(expected)) {
            jackson.setHighestNonEscapedChar(0x7f);
            jackson.writeStartObject();
            json.beginLine();
            for (int i = 0; i < ROUNDS; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                jackson.writeStringField("text", new String(bytes, StandardCharsets.ISO_8859_1));
                assertThat(json.name("text").text(Slice.of(bytes), JsonWriter.Encoding.LATIN_1))
                        .isTrue();
            }
            jackson.writeEndObject();
        }
        assertThat(written()).isEqualTo(expected.toString(StandardCharsets.UTF_8) + "\n");
    }

    @Test
    void whatIsNotUtf8IsToldAndTakenBack() {
        json.beginLine();
        json.name("a").number(1);
        json.endLine();
        json.beginLine();
        json.name("text");
        assertThat(json.text(Slice.of(new byte[] {'x', (byte) 0xe9}), JsonWriter.Encoding.UTF_8))
                .isFalse();
        json.takeBackLine();
        json.beginLine();
        json.name("text").text(Slice.of(new byte[] {'x', (byte) 0xe9}), JsonWriter.Encoding.LATIN_1);
        assertThat(written()).isEqualTo("{\"a\":1}\n{\"text\":\"x\\u00E9\"}\n");
    }

    @Test
    void noTextHoldsWhatUnicodeTakesForTheEndOfALine() {
        json.beginLine();
        json.name("text").text(Slice.of("é\u2028\u0085"), JsonWriter.Encoding.UTF_8);
        assertThat(written()).isEqualTo("{\"text\":\"\\u00E9\\u2028\\u0085\"}\n");
    }

    @Test
    void lettersAreFolded() {
        json.beginLine();
        json.name("verb").text(Slice.of("helo").fold(Slice.Case.UPPER), JsonWriter.Encoding.UTF_8);
        assertThat(written()).isEqualTo("{\"verb\":\"HELO\"}\n");
    }

    @Test
    void numbersAreWrittenAsJacksonDoes() throws IOException {
        Random random = new Random(SEED);
        try (JsonGenerator jackson = new JsonFactory().createGenerator(expected)) {
            jackson.writeStartObject();
            json.beginLine();
            for (int i = 0; i < ROUNDS; i++) {
                long number =
                        i == 0 ? Long.MIN_VALUE : i == 1 ? Long.MAX_VALUE : random.nextLong() >> random.nextInt(64);
                jackson.writeNumberField("number", number);
                json.name("number").number(number);
                double real = i < 3
                        ? new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0}[i]
                        : random.nextDouble() * number;
                jackson.writeNumberField("real", real);
                json.name("real").real(real);
            }
            jackson.writeArrayFieldStart("nested");
            json.name("nested").beginArray();
            for (int i = 0; i < 3; i++) {
                jackson.writeStartObject();
                jackson.writeBooleanField("flag", i == 1);
                jackson.writeEndObject();
                json.beginObject();
                json.name("flag").flag(i == 1);
                json.endObject();
            }
            json.endArray();
            jackson.writeEndArray();
            jackson.writeEndObject();
        }
        assertThat(written()).isEqualTo(expected.toString(StandardCharsets.UTF_8) + "\n");
    }

    @Test
    void numbersWithoutASign() {
        json.beginLine();
        json.unsigned("\"most\":".getBytes(StandardCharsets.US_ASCII), -1);
        assertThat(written()).isEqualTo("{\"most\":18446744073709551615}\n");
    }

    @Test
    void manyNamesAndLongLines() {
        json.beginLine();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            json.name("name" + i).string("x".repeat(i % 100));
            all.append(i == 0 ? "" : ",").append("\"name" + i + "\":\"" + "x".repeat(i % 100) + "\"");
        }
        assertThat(written()).isEqualTo("{" + all + "}\n");
    }

    /** Texts are copied in words, of which the last one may reach beyond the text, and beyond the array. */
    @Test
    void textsOfAllLengthsAtAllPlacesOfAnArray() {
        Slice text = new Slice(new ByteRegion());
        StringBuilder all = new StringBuilder();
        json.beginLine();
        for (String fill : new String[] {"x", "\"", "\n"}) {
            for (int size = 0; size < 20; size++) {
                for (int behind = 0; behind < 10; behind++) {
                    byte[] bytes = ("..." + "x".repeat(size) + fill.repeat(behind)).getBytes(StandardCharsets.UTF_8);
                    text.show(bytes, 3, 3 + size);
                    json.name("text").text(text, JsonWriter.Encoding.UTF_8);
                    all.append(all.isEmpty() ? "" : ",").append("\"text\":\"" + "x".repeat(size) + "\"");
                }
            }
        }
        assertThat(written()).isEqualTo("{" + all + "}\n");
    }

    /** Each character that has to be escaped is found wherever it stands in a word. */
    @Test
    void escapesAtAllPlaces() throws IOException {
        try (JsonGenerator jackson = new JsonFactory().createGenerator(expected)) {
            jackson.writeStartObject();
            json.beginLine();
            for (char c = 0; c < 0x80; c++) {
                for (int place = 0; place < 20; place++) {
                    StringBuilder text = new StringBuilder("abcdefghijklmnopqrst");
                    text.setCharAt(place, c);
                    jackson.writeStringField("text", text.toString());
                    json.name("text").text(Slice.of(text.toString()), JsonWriter.Encoding.UTF_8);
                }
            }
            jackson.writeEndObject();
        }
        assertThat(written()).isEqualTo(expected.toString(StandardCharsets.UTF_8) + "\n");
    }

    @Test
    void emptyObjectsAndArrays() {
        json.beginLine();
        json.name("object").beginObject();
        json.endObject();
        json.name("array").beginArray();
        json.beginArray();
        json.endArray();
        json.endArray();
        assertThat(written()).isEqualTo("{\"object\":{},\"array\":[[]]}\n");
        json.beginLine();
        assertThat(written()).endsWith("\n{}\n");
    }

    @Test
    void aTextThatEndsInACommaIsNoSeparator() {
        json.beginLine();
        json.name("a,").string(",");
        json.name("b").beginArray();
        json.string(",");
        json.endArray();
        assertThat(written()).isEqualTo("{\"a,\":\",\",\"b\":[\",\"]}\n");
    }

    @Test
    void absentAndEmptyTextsAreEmpty() {
        json.beginLine();
        json.name("absent").text(new Slice(new ByteRegion()), JsonWriter.Encoding.UTF_8);
        json.name("empty").text(Slice.of(""), JsonWriter.Encoding.UTF_8);
        ByteRegion region = new ByteRegion();
        region.bind(new byte[20], 0, 0);
        json.name("absent").text(new Slice(region), JsonWriter.Encoding.UTF_8);
        assertThat(written()).isEqualTo("{\"absent\":\"\",\"empty\":\"\",\"absent\":\"\"}\n");
    }
}
