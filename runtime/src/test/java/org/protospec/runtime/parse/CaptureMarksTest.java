package org.protospec.runtime.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaptureMarksTest {
    private final CaptureMarks marks = new CaptureMarks();

    @Test
    void everyByteHasThePacketThatBroughtIt() {
        marks.add(10, 1, 100);
        marks.add(20, 2, 200);
        marks.add(25, 2, 200);
        marks.add(30, 7, 700);
        assertThat(marks.packet(0)).isEqualTo(1);
        assertThat(marks.packet(9)).isEqualTo(1);
        assertThat(marks.packet(10)).isEqualTo(2);
        assertThat(marks.packet(24)).isEqualTo(2);
        assertThat(marks.time(25)).isEqualTo(700);
        assertThat(marks.packet(99)).as("behind the last byte").isEqualTo(7);
    }

    @Test
    void whatIsWantedNoLongerIsForgottenAndTheLastByteIsNot() {
        for (int i = 1; i <= 100; i++) {
            marks.add(i, i, i);
            marks.forget(i);
        }
        assertThat(marks.size()).isEqualTo(1);
        assertThat(marks.packet(99)).isEqualTo(100);
    }

    @Test
    void manySmallPiecesTakeABoundedPlaceAndStayInOrder() {
        int pieces = 1_000_000;
        for (int i = 1; i <= pieces; i++) {
            marks.add(i, i, i);
        }
        assertThat(marks.size()).isLessThanOrEqualTo(CaptureMarks.MOST);
        assertThat(marks.capacity()).isLessThanOrEqualTo(2 * CaptureMarks.MOST);
        long before = 0;
        for (int offset = 0; offset < pieces; offset += 997) {
            long packet = marks.packet(offset);
            assertThat(packet).isGreaterThan(offset).isGreaterThanOrEqualTo(before);
            before = packet;
        }
        assertThat(marks.packet(pieces - 1)).isEqualTo(pieces);
    }

    @Test
    void piecesThatAreForgottenMakeRoomForOthers() {
        for (int i = 1; i <= 100_000; i++) {
            marks.add(i, i, i);
            marks.forget(i - 1_000L);
        }
        assertThat(marks.packet(99_000)).isEqualTo(99_001);
        assertThat(marks.packet(99_999)).isEqualTo(100_000);
    }

    @Test
    void aLongStreamInPiecesOfOneByteLeavesNothingBehind() {
        Input in = new Input(new BufferPool());
        in.reset(0);
        byte[] piece = {'x'};
        CountedReader reader = new CountedReader();
        reader.openToEnd(new Swallowed());
        for (int i = 1; i <= 3_000_000; i++) {
            in.append(piece, 0, 1, i, i);
            assertThat(reader.read(in)).isFalse();
            in.keep();
        }
        assertThat(in.pieces()).isEqualTo(1);
        assertThat(in.packet()).isEqualTo(3_000_000);
    }

    /** Content that nobody wants. */
    private static final class Swallowed implements ContentSink {
        private long length;

        @Override
        public void content(byte[] bytes, int from, int to) {
            length += to - from;
        }

        @Override
        public void end(Ending ending) {}

        @Override
        public long length() {
            return length;
        }
    }
}
