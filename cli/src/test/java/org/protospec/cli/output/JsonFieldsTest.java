package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.FieldVisitor;

class JsonFieldsTest {
    private static final long SEED = 20_261_128;
    private static final int LINES = 3_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonWriter json = new JsonWriter(out);
    private final JsonShape shape = new JsonShape(Set.of("packet", "flow"));
    private final JsonFields fields = new JsonFields(json);

    private void begin() {
        json.beginLine();
        fields.begin(shape, JsonWriter.Encoding.UTF_8);
    }

    private void end() {
        assertThat(fields.end()).isTrue();
        json.endLine();
    }

    private String written() {
        json.flush();
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void aParameterIsNeverTakenForWhatALineHasItself() {
        begin();
        fields.number("packet", 1);
        fields.number("bytes", 2);
        fields.beginMessage("inner");
        fields.number("packet", 3);
        fields.endMessage();
        fields.absent("flow");
        end();
        assertThat(written()).isEqualTo("{\"packet_\":1,\"bytes\":2,\"inner\":{\"packet\":3},\"flow_\":null}");
    }

    @Test
    void whatIsAbsentIsLeftOutOfMessagesOnly() {
        begin();
        fields.absent("outer");
        fields.beginMessage("message");
        fields.absent("inner");
        fields.beginList("list");
        fields.absent("");
        fields.endList();
        fields.endMessage();
        end();
        assertThat(written()).isEqualTo("{\"outer\":null,\"message\":{\"list\":[null]}}");
    }

    @Test
    void anEventWithoutParameters() {
        begin();
        end();
        assertThat(written()).isEqualTo("{}");
    }

    @Test
    void namesAreFoundWhateverObjectTheyAre() {
        for (int i = 0; i < 3; i++) {
            begin();
            fields.number(new String("name"), i);
            fields.flag("a\"b", i == 1);
            end();
        }
        assertThat(written().lines())
                .containsExactly(
                        "{\"name\":0,\"a\\\"b\":false}",
                        "{\"name\":1,\"a\\\"b\":true}",
                        "{\"name\":2,\"a\\\"b\":false}");
    }

    @Test
    void elementsOfAListAreOneStep() {
        for (int line = 0; line < 2; line++) {
            begin();
            fields.beginList("list");
            for (int i = 0; i < 10_000; i++) {
                fields.beginMessage("");
                fields.number("i", i);
                fields.endMessage();
            }
            fields.endList();
            end();
        }
        assertThat(shape.size()).isLessThan(10);
    }

    /** All that comes in lines of all shapes is, byte for byte, what Jackson writes, also when there are more shapes than are remembered. */
    @Test
    void linesOfAllShapesAreAsJacksonWritesThem() throws IOException {
        Random random = new Random(SEED);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        int most = 0;
        for (int i = 0; i < LINES; i++) {
            long seed = random.nextInt(LINES);
            begin();
            new RandomFields(seed).show(fields, 0, false);
            end();
            most = Math.max(most, shape.size());
            try (JsonGenerator jackson = new JsonFactory().createGenerator(expected)) {
                jackson.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                jackson.writeStartObject();
                new RandomFields(seed).show(new Expected(jackson), 0, false);
                jackson.writeEndObject();
            }
            expected.write('\n');
        }
        assertThat(written())
                .isEqualTo(expected.toString(StandardCharsets.UTF_8).strip());
        assertThat(most).isGreaterThan(JsonShape.MOST);
        assertThat(shape.size()).isLessThan(2 * JsonShape.MOST);
    }

    /** Shows fields by chance, the same for the same seed. */
    private static final class RandomFields {
        private static final String[] NAMES = {"a", "b", "comma,", "quote\"", "é"};
        private static final String[] TEXTS = {
            "", "x", "\r\n", "\"", ",", "a text of some length", "tab\tand more", "ünï"
        };
        private static final int DEPTH = 3;

        private final Random random;

        RandomFields(long seed) {
            random = new Random(seed);
        }

        void show(FieldVisitor visitor, int depth, boolean isList) {
            for (int i = random.nextInt(5); i > 0; i--) {
                String name = isList ? "" : NAMES[random.nextInt(NAMES.length)];
                switch (random.nextInt(depth < DEPTH ? 9 : 7)) {
                    case 0 -> visitor.number(name, random.nextLong() >> random.nextInt(64));
                    case 1 -> visitor.unsigned(name, random.nextLong());
                    case 2 -> visitor.real(name, random.nextInt(4) == 0 ? Double.NaN : random.nextDouble());
                    case 3 -> visitor.flag(name, random.nextBoolean());
                    case 4 -> visitor.text(name, Slice.of(TEXTS[random.nextInt(TEXTS.length)]));
                    case 5 -> visitor.symbol(name, TEXTS[random.nextInt(TEXTS.length)]);
                    case 6 -> visitor.absent(name);
                    case 7 -> {
                        visitor.beginMessage(name);
                        show(visitor, depth + 1, false);
                        visitor.endMessage();
                    }
                    default -> {
                        visitor.beginList(name);
                        show(visitor, depth + 1, true);
                        visitor.endList();
                    }
                }
            }
        }
    }

    /** Hands fields on to Jackson. */
    private static final class Expected implements FieldVisitor {
        private final JsonGenerator jackson;
        private int depth;

        Expected(JsonGenerator jackson) {
            this.jackson = jackson;
        }

        private interface Writing {
            void write() throws IOException;
        }

        private void write(String name, Writing writing) {
            try {
                if (!name.isEmpty()) {
                    jackson.writeFieldName(name);
                }
                writing.write();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void number(String name, long value) {
            write(name, () -> jackson.writeNumber(value));
        }

        @Override
        public void unsigned(String name, long value) {
            write(name, () -> jackson.writeNumber(Long.toUnsignedString(value)));
        }

        @Override
        public void real(String name, double value) {
            write(name, () -> jackson.writeNumber(value));
        }

        @Override
        public void flag(String name, boolean value) {
            write(name, () -> jackson.writeBoolean(value));
        }

        @Override
        public void text(String name, Slice value) {
            write(name, () -> jackson.writeString(value.toString()));
        }

        @Override
        public void symbol(String name, CharSequence value) {
            write(name, () -> jackson.writeString(value.toString()));
        }

        @Override
        public void absent(String name) {
            if (depth == 0 || name.isEmpty()) {
                write(name, jackson::writeNull);
            }
        }

        @Override
        public void beginMessage(String name) {
            write(name, jackson::writeStartObject);
            depth++;
        }

        @Override
        public void endMessage() {
            write("", jackson::writeEndObject);
            depth--;
        }

        @Override
        public void beginList(String name) {
            write(name, jackson::writeStartArray);
            depth++;
        }

        @Override
        public void endList() {
            write("", jackson::writeEndArray);
            depth--;
        }
    }
}
