package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.runtime.flow.Endpoints.ACK;
import static org.protospec.runtime.flow.Endpoints.FIN;
import static org.protospec.runtime.flow.Endpoints.RST;
import static org.protospec.runtime.flow.Endpoints.SYN;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/** One rule of RFC 9293, or of a capture that is not what the hosts saw, a test. */
class TcpStreamsTest {
    private final Recorder recorder = new Recorder();
    private FlowTracker tracker = recorder.tracker(Limits.defaults());
    private Endpoints hosts = new Endpoints(tracker, 41155);

    private List<String> log() {
        return recorder.tape(1).log();
    }

    private void limits(Limits limits) {
        tracker = recorder.tracker(limits);
        hosts = new Endpoints(tracker, 41155);
    }

    @Test
    void aConnectionFromHandshakeToBothFins() {
        hosts.handshake(99, 499);
        hosts.down(ACK, 500, 100, "220 hi\r\n");
        hosts.up(ACK, 100, 508, "QUIT\r\n");
        hosts.up(FIN | ACK, 106, 508, "");
        hosts.down(ACK, 508, 107, "221 bye");
        hosts.down(FIN | ACK, 515, 107, "");
        assertThat(recorder.ends).isEmpty();
        Flow flow = hosts.up(ACK, 107, 516, "");
        assertThat(log())
                .containsExactly(
                        "down:220 hi\r\n", "up:QUIT\r\n", "up closed", "down:221 bye", "down closed", "end fin");
        assertThat(recorder.ends).containsExactly("1 fin");
        assertThat(flow.endReason()).isEqualTo(EndReason.FIN);
        assertThat(flow.midstream()).isFalse();
        assertThat(flow.packets()).isEqualTo(9);
        assertThat(flow.bytes(Direction.UP)).isEqualTo(6);
        assertThat(flow.bytes(Direction.DOWN)).isEqualTo(15);
        tracker.end();
        assertThat(recorder.ends).hasSize(1);
    }

    @Test
    void lateAndRepeatedSegments() {
        hosts.handshake(99, 499);
        hosts.up(ACK, 103, 500, "de");
        hosts.up(ACK, 107, 500, "h");
        hosts.up(FIN | ACK, 108, 500, "");
        hosts.up(ACK, 100, 500, "abc");
        hosts.up(ACK, 100, 500, "abc");
        hosts.up(ACK, 102, 500, "cdefg");
        assertThat(log()).containsExactly("up:abcdefgh", "up closed");
    }

    @Test
    void theFirstCapturedBytesWinWhereverTheyWait() {
        hosts.handshake(99, 499);
        hosts.up(ACK, 104, 500, "EF");
        hosts.up(ACK, 102, 500, "cdxxg");
        hosts.up(ACK, 101, 500, "bxxxxxhi");
        hosts.up(ACK, 100, 500, "axx");
        hosts.up(ACK, 100, 500, "zzzzzzzzzzz");
        assertThat(log()).containsExactly("up:abcdEFghizz");
    }

    @Test
    void aHalfOpenConnectionThatIsDiscoveredResetsTheOldOneOnly() {
        // RFC 9293, figure 9: the server still has a connection of before, whose ACK the client answers with a reset.
        hosts.up(SYN, 99, 0, "");
        hosts.down(ACK, 1_644_377_897, 28_359, "");
        hosts.up(RST, 28_359, 0, "");
        hosts.up(SYN, 99, 0, "");
        hosts.down(SYN | ACK, -1_510_000_451, 100, "");
        hosts.up(ACK, 100, -1_510_000_450, "GET");
        hosts.down(ACK, -1_510_000_450, 103, "200");
        hosts.up(FIN | ACK, 103, -1_510_000_447, "");
        hosts.down(FIN | ACK, -1_510_000_447, 104, "");
        hosts.up(ACK, 104, -1_510_000_446, "");
        assertThat(log()).containsExactly("up:GET", "down:200", "up closed", "down closed", "end fin");
        assertThat(recorder.ends).containsExactly("1 fin");
    }

    @Test
    void dataOnTheSynBelongsToTheStream() {
        hosts.up(SYN, 99, 0, "GET");
        hosts.down(SYN | ACK, 499, 103, "HTTP");
        hosts.up(ACK, 103, 504, " /");
        assertThat(log()).containsExactly("up:GET", "down:HTTP", "up: /");
    }

    @Test
    void aSynHalfTheNumbersAwayFromWhatWaitsHoldsNothingUp() {
        hosts.up(ACK, 1000, 1, "early");
        hosts.up(SYN, 999 + Integer.MIN_VALUE, 0, "");
        hosts.up(ACK, 1000 + Integer.MIN_VALUE, 1, "first");
        tracker.end();
        assertThat(recorder.tapes.values())
                .flatExtracting(Recorder.Tape::log)
                .contains("up:first", "end end_of_capture");
    }

    @Test
    void bytesHalfTheNumbersAwayBelongToSomethingElse() {
        hosts.handshake(99, 499);
        hosts.up(ACK, 100 + Integer.MIN_VALUE, 500, "elsewhere");
        hosts.up(ACK, 100, 500, "here");
        tracker.end();
        assertThat(log()).containsExactly("up:here", "end end_of_capture");
    }

    @Test
    void aKeepAliveIsNoData() {
        hosts.handshake(99, 499);
        hosts.up(ACK, 100, 500, "a");
        hosts.up(ACK, 100, 500, "\0");
        hosts.down(ACK, 499, 101, "\0");
        hosts.up(ACK, 101, 500, "b");
        assertThat(log()).containsExactly("up:ab");
    }

    @Test
    void aHalfClosedConnectionGoesOn() {
        hosts.handshake(99, 499);
        hosts.up(FIN | ACK, 100, 500, "ask");
        hosts.down(ACK, 500, 104, "one ");
        hosts.up(ACK, 104, 504, "");
        hosts.time += 60_000_000_000L;
        hosts.down(FIN | ACK, 504, 104, "two");
        hosts.up(ACK, 104, 508, "");
        assertThat(log()).containsExactly("up:ask", "up closed", "down:one two", "down closed", "end fin");
    }

    @Test
    void bytesThatWereNeverCapturedAreAGapAfterTheirAcknowledgmentAndSomePatience() {
        limits(Limits.defaults().with(Limit.GAP_PACKETS, 3).with(Limit.GAP_DELAY, Long.MAX_VALUE));
        hosts.handshake(99, 499);
        hosts.up(ACK, 110, 500, "later");
        hosts.down(ACK, 500, 115, "");
        hosts.down(ACK, 500, 115, "");
        hosts.down(ACK, 500, 115, "");
        assertThat(log()).isEmpty();
        hosts.down(ACK, 500, 115, "reply");
        assertThat(log()).containsExactly("up gap 10", "up:later", "down:reply");
    }

    @Test
    void bytesCapturedAfterTheirAcknowledgmentAreNoGap() {
        hosts.handshake(99, 499);
        hosts.up(ACK, 103, 500, "def");
        hosts.down(ACK, 500, 106, "ok");
        hosts.up(ACK, 100, 500, "abc");
        assertThat(log()).containsExactly("up:abcdef", "down:ok");
    }

    @Test
    void timeEndsThePatienceToo() {
        hosts.handshake(99, 499);
        hosts.down(ACK, 500, 110, "");
        hosts.time += Limits.defaults().of(Limit.GAP_DELAY);
        hosts.up(ACK, 110, 500, "next");
        assertThat(log()).containsExactly("up gap 10", "up:next");
    }

    @Test
    void anAnswerWaitsForItsQuestionAndForNoLonger() {
        hosts.handshake(99, 499);
        hosts.down(ACK, 500, 110, "250 ok");
        hosts.up(ACK, 110, 506, "next");
        assertThat(log()).isEmpty();
        hosts.time += Limits.defaults().of(Limit.GAP_DELAY);
        tracker.advance(hosts.time);
        assertThat(log()).containsExactly("up gap 10", "down:250 ok", "up:next");
    }

    @Test
    void withoutAcknowledgmentAHoleWaitsForTheEnd() {
        hosts.handshake(99, 499);
        for (int i = 0; i < 100; i++) {
            hosts.up(ACK, 110 + i, 500, "x");
        }
        hosts.up(FIN | ACK, 211, 500, "");
        assertThat(log()).isEmpty();
        tracker.end();
        assertThat(log())
                .containsExactly("up gap 10", "up:" + "x".repeat(100), "up gap 1", "up closed", "end end_of_capture");
    }

    @Test
    void tooMuchBehindAHoleMakesItAGap() {
        limits(Limits.defaults().with(Limit.QUEUED_BYTES, 4096).with(Limit.QUEUED_BYTES_TOTAL, 1 << 20));
        hosts.handshake(99, 499);
        hosts.up(ACK, 101, 500, new byte[2048]);
        hosts.up(ACK, 3000, 500, new byte[2048]);
        assertThat(recorder.tape(1).gaps).isZero();
        hosts.up(ACK, 6000, 500, new byte[10]);
        assertThat(recorder.tape(1).gaps).isEqualTo(1);
        assertThat(recorder.tape(1).stream(Direction.UP)).hasSize(2048);
        assertThat(hosts.up(ACK, 2149, 500, new byte[851]).bytes(Direction.UP)).isEqualTo(2048 + 851 + 2048);
    }

    @Test
    void manySmallSegmentsDoNotPassForLittleMemory() {
        limits(Limits.defaults().with(Limit.QUEUED_BYTES, 1 << 20).with(Limit.QUEUED_BYTES_TOTAL, 1 << 30));
        hosts.handshake(99, 499);
        for (int i = 0; i < 513; i++) {
            hosts.up(ACK, 102 + 2 * i, 500, "x");
        }
        assertThat(recorder.tape(1).gaps).isEqualTo(1);
    }

    @Test
    void tooMuchBehindTheHolesOfAllFlowsMakesAGap() {
        limits(Limits.defaults().with(Limit.QUEUED_BYTES, 1 << 20).with(Limit.QUEUED_BYTES_TOTAL, 3 * 2048));
        Endpoints others = new Endpoints(tracker, 41156).handshake(99, 499);
        hosts.handshake(99, 499);
        others.up(ACK, 101, 500, new byte[4096]);
        hosts.up(ACK, 101, 500, new byte[2048]);
        assertThat(recorder.tape(2).gaps).isZero();
        hosts.up(ACK, 5000, 500, new byte[1]);
        assertThat(recorder.tape(1).gaps).isZero();
        assertThat(recorder.tape(2).gaps).isEqualTo(1);
    }

    @Test
    void aResetEndsTheFlowAfterWhatWaits() {
        hosts.handshake(99, 499);
        hosts.up(ACK, 102, 500, "c");
        hosts.down(RST | ACK, 500, 100, "");
        assertThat(log()).containsExactly("up gap 2", "up:c", "end rst");
        hosts.up(ACK, 100, 500, "ab");
        assertThat(recorder.ends).containsExactly("1 rst");
    }

    @Test
    void aResetOutsideTheWindowIsForged() {
        hosts.handshake(99, 499);
        hosts.down(RST, 500 + 65536, 100, "");
        hosts.down(RST, 499, 100, "");
        hosts.down(ACK, 500, 100, "alive");
        assertThat(log()).containsExactly("down:alive");
        hosts.down(RST, 505, 100, "");
        assertThat(log()).containsExactly("down:alive", "end rst");
    }

    @Test
    void aRefusedConnectionMustBeRefusedByTheRightNumber() {
        hosts.up(SYN, 99, 0, "");
        hosts.down(RST | ACK, 0, 98, "");
        assertThat(recorder.ends).isEmpty();
        hosts.down(RST | ACK, 0, 100, "");
        assertThat(recorder.ends).containsExactly("1 rst");
        assertThat(recorder.tapes).isEmpty();
    }

    @Test
    void fromMidStreamTheFirstSegmentIsTheStart() {
        Flow flow = hosts.down(ACK, 5000, 700, "220 late");
        hosts.up(ACK, 700, 5008, "HELO");
        assertThat(log()).isEmpty();
        hosts.time += Limits.defaults().of(Limit.GAP_DELAY);
        tracker.advance(hosts.time);
        assertThat(flow.midstream()).isTrue();
        assertThat(flow.client()).isEqualTo("192.0.2.1:41155");
        assertThat(flow.server()).isEqualTo("198.51.100.25:25");
        assertThat(log()).containsExactly("down:220 late", "up:HELO");
    }

    @Test
    void fromMidStreamTheStartMovesBackForAWhile() {
        hosts.up(ACK, 700, 5000, "");
        hosts.up(ACK, 690, 5000, "repeated, ");
        hosts.up(ACK, 680, 5000, "earlier, ");
        hosts.up(ACK, 689, 5000, " ");
        hosts.up(ACK, 679, 5000, "\0");
        hosts.time += Limits.defaults().of(Limit.GAP_DELAY);
        hosts.up(ACK, 670, 5000, "too late, ");
        hosts.up(ACK, 700, 5000, "then new");
        assertThat(log()).containsExactly("up:earlier,  repeated, then new");
    }

    @Test
    void theSynAckMayBeCapturedFirst() {
        hosts.down(SYN | ACK, 499, 100, "");
        hosts.up(SYN, 99, 0, "");
        hosts.up(ACK, 103, 500, "def");
        Flow flow = hosts.up(ACK, 100, 500, "abc");
        assertThat(flow.clientPort()).isEqualTo(41155);
        assertThat(flow.midstream()).isFalse();
        assertThat(log()).containsExactly("up:abcdef");
    }

    @Test
    void aSynAckThatWasNotCapturedIsKnownByItsAcknowledgment() {
        hosts.up(SYN, 99, 0, "");
        hosts.up(ACK, 100, 500, "");
        hosts.down(ACK, 503, 100, "def");
        hosts.down(ACK, 500, 100, "abc");
        hosts.time += Limits.defaults().of(Limit.GAP_DELAY);
        tracker.advance(hosts.time);
        assertThat(log()).containsExactly("down:abcdef");
    }

    @Test
    void numbersWrap() {
        hosts.handshake(-3, -2);
        hosts.up(ACK, 2, -1, "ef");
        hosts.up(ACK, -2, -1, "abcd");
        hosts.down(ACK, -1, 4, "xyz");
        assertThat(log()).containsExactly("up:abcdef", "down:xyz");
    }

    @Test
    void aPortIsUsedAgainAfterTheEnd() {
        hosts.handshake(99, 499);
        hosts.up(RST, 100, 500, "");
        hosts.up(SYN, 99, 0, "");
        assertThat(recorder.ends).hasSize(1);
        Flow second = hosts.up(SYN, 7999, 0, "");
        hosts.down(SYN | ACK, 8499, 8000, "");
        hosts.up(ACK, 8000, 8500, "again");
        assertThat(second.id()).isEqualTo(2);
        assertThat(recorder.tape(2).log()).containsExactly("up:again");
        assertThat(tracker.size()).isEqualTo(1);
    }

    @Test
    void aSynInsideALiveConnectionChangesNothing() {
        hosts.handshake(99, 499);
        hosts.down(ACK, 500, 100, "x");
        hosts.up(SYN, 70_000, 0, "");
        hosts.up(ACK, 100, 501, "still here");
        assertThat(log()).containsExactly("down:x", "up:still here");
    }

    @Test
    void withoutInterestBytesAreOnlyCounted() {
        FlowHandler nobody = new FlowHandler() {
            @Override
            public @Nullable FlowConsumer open(Flow flow) {
                return null;
            }

            @Override
            public void ended(Flow flow, EndReason reason) {
                recorder.ended(flow, reason);
            }
        };
        tracker = new FlowTracker(nobody, Limits.defaults(), new BitSet(), 1);
        hosts = new Endpoints(tracker, 41155);
        hosts.handshake(99, 499);
        hosts.up(ACK, 100, 500, "abc");
        hosts.up(ACK, 200, 500, "def");
        Flow flow = hosts.up(ACK, 201, 500, "efg");
        assertThat(flow.bytes(Direction.UP)).isEqualTo(7);
        hosts.up(FIN | ACK, 204, 500, "");
        hosts.down(FIN | ACK, 500, 205, "");
        hosts.up(ACK, 205, 501, "");
        assertThat(recorder.ends).containsExactly("1 fin");
    }

    @Test
    void anIgnoredDirectionIsNeitherQueuedNorHandedOn() {
        hosts.handshake(99, 499);
        Flow flow = hosts.up(ACK, 100, 500, "STARTTLS");
        hosts.up(ACK, 110, 500, "behind a hole");
        flow.ignore(Direction.UP);
        hosts.up(ACK, 120, 500, "secret bytes");
        hosts.down(ACK, 500, 132, "seen");
        hosts.up(FIN | ACK, 132, 504, "");
        assertThat(log()).containsExactly("up:STARTTLS", "down:seen", "up closed");
        assertThat(flow.bytes(Direction.UP)).isEqualTo(8 + 22);
    }

    @Test
    void aDroppedFlowIsSilentUntilItsEnd() {
        hosts.handshake(99, 499);
        Flow flow = hosts.up(ACK, 100, 500, "bad");
        flow.drop();
        hosts.up(ACK, 103, 500, "more");
        tracker.end();
        assertThat(flow.dropped()).isTrue();
        assertThat(log()).containsExactly("up:bad", "end end_of_capture");
    }
}
