package org.protospec.runtime.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lanes write is put in order. */
class StretchTest {
    private static final long SEED = 20_261_128;
    private static final int LANES = 2;
    private static final int PACKETS = 200;

    private final Stretch stretch = new Stretch(LANES);
    private final StringBuilder[] pending = {new StringBuilder(), new StringBuilder(), new StringBuilder()};

    private LaneOutput output(int thread) {
        return thread == 0 ? stretch.own() : stretch.output(thread - 1);
    }

    private void write(int thread, String text) {
        pending[thread].append(text);
    }

    private void handOn(int thread) {
        byte[] bytes = pending[thread].toString().getBytes(StandardCharsets.US_ASCII);
        output(thread).write(bytes, 0, bytes.length);
        pending[thread].setLength(0);
    }

    private void piece(int thread, int packet, long order) {
        output(thread).piece(packet, Place.NO_DEADLINE, order, pending[thread].length());
    }

    private String merged(Stretch.@Nullable Failure failure) throws IOException {
        for (int thread = 0; thread <= LANES; thread++) {
            handOn(thread);
        }
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        stretch.merge(target, failure);
        return target.toString(StandardCharsets.US_ASCII);
    }

    /** Each thread hands on what it has written now and then, as full buffers do, and at the end. */
    @Test
    void piecesOfAllThreadsComeByTheirPlaces() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 20; round++) {
            StringBuilder expected = new StringBuilder();
            for (int packet = 0; packet < PACKETS; packet++) {
                int thread = random.nextInt(LANES + 1);
                for (int order = random.nextInt(3); order > 0; order--) {
                    String text = packet + "." + order + "\n";
                    expected.append(text);
                    write(thread, text);
                    piece(thread, packet, -order);
                    if (random.nextInt(5) == 0) {
                        handOn(thread);
                    }
                }
            }
            assertThat(merged(null)).isEqualTo(expected.toString());
            stretch.clear();
        }
    }

    @Test
    void nothingBehindAFailureIsWritten() throws IOException {
        write(0, "a");
        piece(0, 1, 1);
        write(1, "b");
        piece(1, 1, 2);
        write(1, "c");
        piece(1, 3, 1);
        write(2, "d");
        piece(2, 4, 1);
        assertThat(merged(new Stretch.Failure(3, Place.NO_DEADLINE, 1, 3, new IllegalStateException())))
                .isEqualTo("ab");
    }

    @Test
    void whatIsEmptyIsNoPiece() throws IOException {
        LaneOutput output = output(1);
        assertThat(output.hasUnplaced(0)).isFalse();
        assertThat(output.hasUnplaced(3)).isTrue();
        write(1, "abc");
        assertThat(output.piece(1, Place.NO_DEADLINE, 1, 3)).isEqualTo(3);
        assertThat(output.hasUnplaced(3)).isFalse();
        handOn(1);
        assertThat(output.hasUnplaced(0)).isFalse();
        assertThat(output.piece(2, Place.NO_DEADLINE, 1, 0)).isZero();
        assertThat(merged(null)).isEqualTo("abc");
    }
}
