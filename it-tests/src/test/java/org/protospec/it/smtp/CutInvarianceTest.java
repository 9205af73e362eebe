package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.protospec.it.captures.Captures;
import org.protospec.smtp.Smtp;

/**
 * What is told of an SMTP connection does not depend on where TCP cut its bytes: whole runs, single bytes, and every single
 * cut of every piece give the same events, fields, packets, alerts, contents and state.
 */
class CutInvarianceTest {
    /** Longer connections are cut in their first and last bytes, and at random places. */
    private static final int LONG = 20_000;

    /** In shorter ones whole runs are cut, too. */
    private static final int SHORT = 4_000;

    private static final int EITHER_END = 4_000;
    private static final int RANDOM_CUTS = 500;
    private static final long SEED = 20261123;
    private static final int SHOWN = 10;

    private final Replay replay = new Replay(new Smtp());
    private final List<String> differences = new ArrayList<>();
    private long replays;

    @Test
    void ownSamples() throws IOException {
        all(Captures.in(Captures.samples()));
    }

    @Test
    void sharedCaptures() throws IOException {
        all(Captures.in(Captures.shared().resolve("smtp")));
    }

    private void all(List<Path> captures) throws IOException {
        long begun = System.nanoTime();
        int connections = 0;
        for (Path capture : captures) {
            for (Recording recording : Recording.of(capture)) {
                connections++;
                cut(recording);
            }
        }
        System.out.printf(
                "%d captures, %d connections, %d replays in %.1f s%n",
                captures.size(), connections, replays, (System.nanoTime() - begun) / 1e9);
        assertThat(connections).isGreaterThanOrEqualTo(captures.size());
        assertThat(differences).isEmpty();
    }

    private void cut(Recording recording) {
        String expected = play(recording, Replay.WHOLE, EventText.Packets.NAMED).toString();
        String withoutPackets =
                play(recording, Replay.WHOLE, EventText.Packets.LEFT_OUT).toString();
        same(recording, "one byte at a time", expected, play(recording, Replay.BYTES, EventText.Packets.NAMED));
        Recording merged = recording.merged();
        same(merged, "whole runs", withoutPackets, play(merged, Replay.WHOLE, EventText.Packets.LEFT_OUT));
        if (recording.bytes() <= LONG) {
            everyCut(recording, expected);
        } else {
            Recording ends = recording.withoutMiddle(EITHER_END);
            everyCut(ends, play(ends, Replay.WHOLE, EventText.Packets.NAMED).toString());
            randomCuts(recording, expected);
        }
        if (recording.bytes() <= SHORT) {
            everyCut(merged, play(merged, Replay.WHOLE, EventText.Packets.NAMED).toString());
        }
    }

    private void everyCut(Recording recording, String expected) {
        for (int call = 0; call < recording.calls().size(); call++) {
            if (recording.calls().get(call) instanceof Recording.Call.Data data) {
                for (int place = 1; place < data.bytes().length; place++) {
                    once(recording, call, place, "", expected);
                }
            }
        }
    }

    private void randomCuts(Recording recording, String expected) {
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_CUTS; i++) {
            int call = random.nextInt(recording.calls().size());
            if (recording.calls().get(call) instanceof Recording.Call.Data data && data.bytes().length > 1) {
                once(recording, call, 1 + random.nextInt(data.bytes().length - 1), ", seed " + SEED, expected);
            }
        }
    }

    private void once(Recording recording, int call, int place, String how, String expected) {
        StringBuilder found = play(recording, Replay.once(call, place), EventText.Packets.NAMED);
        if (!expected.contentEquals(found)) {
            same(
                    recording,
                    "call " + call + " (" + recording.calls().get(call) + ") cut at " + place + how,
                    expected,
                    found);
        }
    }

    private StringBuilder play(Recording recording, Replay.Cutter cutter, EventText.Packets packets) {
        replays++;
        return replay.play(recording, cutter, packets);
    }

    private void same(Recording recording, String how, String expected, StringBuilder found) {
        if (!expected.contentEquals(found) && differences.size() < SHOWN) {
            differences.add(recording.name() + ", " + how + ":\n" + difference(expected, found.toString()));
        }
    }

    private static String difference(String expected, String found) {
        List<String> first = expected.lines().toList();
        List<String> second = found.lines().toList();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            String one = i < first.size() ? first.get(i) : "nothing";
            String other = i < second.size() ? second.get(i) : "nothing";
            if (!one.equals(other)) {
                return "  line " + i + "\n  expected " + one + "\n  found    " + other;
            }
        }
        return "  only line ends";
    }
}
