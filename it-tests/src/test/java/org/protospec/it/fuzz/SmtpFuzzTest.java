package org.protospec.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Random;
import org.protospec.it.smtp.EventText;
import org.protospec.it.smtp.Recording;
import org.protospec.it.smtp.Replay;
import org.protospec.smtp.Smtp;

/**
 * What is told of an SMTP session of any bytes, holes, closings and pauses does not depend on where its bytes were cut, and
 * for its bytes alone not on the order and number of the segments that bring them.
 */
final class SmtpFuzzTest {
    private static final int MOST_AT_ONCE = 40;

    @FuzzTest
    @DictionaryFile(resourcePath = "/org/protospec/it/fuzz/smtp.dict")
    void session(byte[] input) {
        Recording recording = SmtpScript.recording(input);
        Replay replay = new Replay(new Smtp());
        String whole =
                replay.play(recording, Replay.WHOLE, EventText.Packets.NAMED).toString();
        CaptureFuzzTest.check(!whole.contains("but the event says"), "a stream's length is that of its pieces");
        same(whole, replay.play(recording, Replay.BYTES, EventText.Packets.NAMED), "one byte at a time");
        int seed = Arrays.hashCode(input);
        // One more of three for each input, chosen by the input: all of them would be half as many inputs.
        switch (Math.floorMod(seed, 3)) {
            case 0 -> cutAtRandom(recording, replay, whole, new Random(seed));
            case 1 -> wholeRuns(recording, replay);
            default -> segments(recording, seed);
        }
    }

    private static void cutAtRandom(Recording recording, Replay replay, String whole, Random random) {
        Replay.Cutter cutter = (call, from, length) -> Math.min(length, from + 1 + random.nextInt(MOST_AT_ONCE));
        same(whole, replay.play(recording, cutter, EventText.Packets.NAMED), "cut at random");
    }

    private static void wholeRuns(Recording recording, Replay replay) {
        String expected =
                replay.play(recording, Replay.WHOLE, EventText.Packets.LEFT_OUT).toString();
        same(expected, replay.play(recording.merged(), Replay.WHOLE, EventText.Packets.LEFT_OUT), "whole runs");
    }

    private static void segments(Recording recording, int seed) {
        SegmentedSession inOrder = new SegmentedSession(recording);
        inOrder.play(new Random(seed), SegmentedSession.Order.AS_SENT);
        SegmentedSession shuffled = new SegmentedSession(recording);
        shuffled.play(new Random(~seed), SegmentedSession.Order.SHUFFLED);
        same(inOrder.events(), shuffled.events(), "segments in another order, some twice");
    }

    private static void same(String expected, CharSequence found, String how) {
        if (!expected.contentEquals(found)) {
            assertThat(found.toString()).as(how).isEqualTo(expected);
        }
    }
}
