package org.protospec.runtime.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.protospec.runtime.bytes.Scan;

/** What a search for a delimiter says that it did not meet is not there, and filters that rely on it make the same of the content. */
class SearchedContentTest {
    private static final int ROUNDS = 3_000;

    /** A delimiter as a regular expression would find it: texts are short here. */
    private static class Found extends Delimiter {
        private final Pattern pattern;
        private final String opening;

        Found(String pattern, String opening) {
            this.pattern = Pattern.compile(pattern);
            this.opening = opening;
        }

        @Override
        protected int find(byte[] bytes, int from, int to) {
            return switch (opening.length()) {
                case 3 -> Scan.indexOfTriple(bytes, from, to, opening.charAt(0), opening.charAt(1), opening.charAt(2));
                case 2 -> Scan.indexOfPair(bytes, from, to, opening.charAt(0), opening.charAt(1));
                default -> Math.min(from, to);
            };
        }

        @Override
        protected String opening() {
            return opening;
        }

        @Override
        protected int match(byte[] bytes, int at, int to, boolean last) {
            Matcher matcher = pattern.matcher(new String(bytes, at, to - at, ISO_8859_1));
            boolean matches = matcher.lookingAt();
            return matches ? matcher.end() : matcher.hitEnd() && !last ? Input.MORE : Input.NO_MATCH;
        }
    }

    private static UntilReader.Edge dotLine() {
        return new UntilReader.Edge(new Found("\r\n\\.\r\n", "\r\n."), 2, new Found("\\.\r\n", ""));
    }

    /** Ends that count only if they are answered: within what the other delimiter may be, behind its beginning, and around it. */
    private static UntilReader.@Nullable Edge answered(int seed) {
        return switch (seed % 4) {
            case 0 -> new UntilReader.Edge(new Found("\n\\.\r?\n", ""), 1, new Found("\\.\r?\n", ""));
            case 1 -> new UntilReader.Edge(new Found("\r\n\\.\n", ""), 2, null);
            case 2 -> new UntilReader.Edge(new Found("\r", ""), 0, null);
            default -> null;
        };
    }

    /** Decodes what it gets, and holds what it is told against the bytes. */
    private static final class Decoded implements ContentSink {
        private final DotUnstuffing filter = new DotUnstuffing();
        private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
        private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        private final DotUnstuffing other = new DotUnstuffing();
        private final ByteArrayOutputStream decodedAnew = new ByteArrayOutputStream();
        private @Nullable Ending ending;
        private int told;

        @Override
        public void begin() {
            filter.begin();
            other.begin();
        }

        @Override
        public void content(byte[] bytes, int from, int to) {
            content(bytes, from, to, "", from);
        }

        @Override
        public void content(byte[] bytes, int from, int to, String opening, int earliest) {
            raw.write(bytes, from, to - from);
            if (!opening.isEmpty() && earliest > from) {
                told++;
                int found = new String(bytes, from, to - from, ISO_8859_1).indexOf(opening);
                assertThat(found < 0 || from + found >= earliest).isTrue();
            }
            filter.decode(bytes, from, to, opening, earliest, (b, f, t) -> decoded.write(b, f, t - f));
            other.decode(bytes, from, to, (b, f, t) -> decodedAnew.write(b, f, t - f));
        }

        @Override
        public void gap(long bytes) {
            filter.gap();
            other.gap();
        }

        @Override
        public void end(Ending ending) {
            this.ending = ending;
        }

        @Override
        public long length() {
            return decoded.size();
        }
    }

    /** A text of the bytes that matter, in which lines that begin with a dot are frequent. */
    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(20);
        for (int i = 0; i < pieces; i++) {
            switch (random.nextInt(6)) {
                case 0 -> text.append("\r\n");
                case 1 -> text.append("\r\n.");
                case 2 -> text.append("\r\n.\r\n");
                case 3 -> text.append("\r\n.\n.\n".charAt(random.nextInt(6)));
                default -> text.append("a".repeat(random.nextInt(30)));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    private static Decoded read(UntilReader reader, byte[] text, Random random, int largest, boolean gaps) {
        Input in = new Input(new BufferPool());
        in.reset(0);
        Decoded sink = new Decoded();
        reader.open(sink);
        Progress progress = Progress.MORE;
        for (int at = 0, packet = 1; at < text.length && progress == Progress.MORE; packet++) {
            int end = Math.min(text.length, at + 1 + random.nextInt(largest));
            in.append(text, at, end - at, packet, packet);
            progress = reader.read(in, Integer.MAX_VALUE);
            if (progress == Progress.MORE && random.nextInt(4) == 0 && reader.answered(in)) {
                progress = reader.read(in, Integer.MAX_VALUE);
            } else if (progress == Progress.MORE && gaps && random.nextInt(4) == 0) {
                reader.gap(in, 3);
            }
            in.keep();
            at = end;
        }
        reader.abandon(in);
        return sink;
    }

    @ParameterizedTest
    @EnumSource(UntilReader.Keep.class)
    void whatIsToldIsTrueAndChangesNothing(UntilReader.Keep keep) {
        int told = 0;
        int stuffed = 0;
        for (int seed = 1; seed <= ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] text = text(random);
            Decoded sink =
                    read(new UntilReader(dotLine(), keep, answered(seed)), text, random, 1 + seed % 40, seed % 3 == 0);
            assertThat(sink.ending).as("seed %d", seed).isNotNull();
            assertThat(sink.decoded.toByteArray()).as("seed %d", seed).isEqualTo(sink.decodedAnew.toByteArray());
            told += sink.told;
            stuffed += sink.decoded.size() < sink.raw.size() ? 1 : 0;
        }
        assertThat(told).as("pieces of which something was told").isGreaterThan(ROUNDS / 2);
        assertThat(stuffed).as("texts with stuffed dots").isGreaterThan(ROUNDS / 4);
    }

    @Test
    void whatBelongsToTheContentAndToADelimiterIsThere() {
        UntilReader.Edge edge = new UntilReader.Edge(new Found("\r\n[.x]", "\r\n"), 2, null);
        for (int seed = 1; seed <= ROUNDS; seed++) {
            Random random = new Random(seed);
            Decoded sink = read(new UntilReader(edge, UntilReader.Keep.NOTHING), text(random), random, 9, false);
            assertThat(sink.decoded.toByteArray()).as("seed %d", seed).isEqualTo(sink.decodedAnew.toByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\r\n..a"})
    void whatWaitedForAnAnswerIsHandedOnWithoutBeingSearchedAgain(String before) {
        Input in = new Input(new BufferPool());
        in.reset(0);
        Decoded sink = new Decoded();
        UntilReader reader = new UntilReader(dotLine(), UntilReader.Keep.NOTHING, answered(1));
        reader.open(sink);
        byte[] text = (before + "\r\n.\nb").getBytes(ISO_8859_1);
        in.append(text, 0, text.length - 1, 1, 1);
        reader.read(in, 100);
        assertThat(sink.raw).asString().isEqualTo(before);
        in.append(text, text.length - 1, 1, 2, 2);
        reader.read(in, 100);
        assertThat(sink.decoded).asString().isEqualTo(before.replace("..", ".") + "\r\n\nb");
    }
}
