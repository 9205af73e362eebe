package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.protospec.cli.protocol.Protocols;
import org.protospec.it.captures.Captures;
import org.protospec.runtime.machine.Protocol;

/**
 * What the other protocols over TCP tell of a connection does not depend on where its bytes were cut: single bytes and random cuts
 * give the same. Every connection goes to every protocol, since what is not theirs must be cut-invariant, too.
 */
class ProtocolCutsTest {
    private static final int RANDOM_CUTS = 20;
    private static final int LONG = 60_000;
    private static final long SEED = Long.getLong("cuts.seed", 20261127L);
    private static final int SHOWN = 5;

    private final List<String> differences = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"http", "ftp", "pop3", "imap", "mqtt", "tls", "tls_handshake"})
    void ownSamples(String protocol) throws IOException {
        all(protocol, Captures.in(Captures.samples().resolve("protocols")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "pop3", "imap", "tls"})
    void sharedTextProtocols(String protocol) throws IOException {
        all(protocol, Captures.in(Captures.shared().resolve("ftp-pop3-imap")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "tls"})
    void sharedHttp(String protocol) throws IOException {
        all(protocol, Captures.in(Captures.shared().resolve("http")));
    }

    private void all(String name, List<Path> captures) throws IOException {
        Protocol protocol = Protocols.builtIn().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Replay replay = new Replay(protocol);
        int connections = 0;
        for (Path capture : captures) {
            for (Recording recording : Recording.of(capture)) {
                // TLS cannot be read from the middle on: there is no machine for it then.
                if (recording.midstream() && name.startsWith("tls")) {
                    continue;
                }
                connections++;
                cut(replay, recording.bytes() <= LONG ? recording : recording.withoutMiddle(LONG / 2));
            }
        }
        assertThat(connections).isPositive();
        assertThat(differences).isEmpty();
    }

    private void cut(Replay replay, Recording recording) {
        String expected =
                replay.play(recording, Replay.WHOLE, EventText.Packets.NAMED).toString();
        same(recording, "one byte at a time", expected, replay.play(recording, Replay.BYTES, EventText.Packets.NAMED));
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_CUTS; i++) {
            int call = random.nextInt(recording.calls().size());
            if (recording.calls().get(call) instanceof Recording.Call.Data data && data.bytes().length > 1) {
                int place = 1 + random.nextInt(data.bytes().length - 1);
                String how = "call " + call + " cut at " + place + ", seed " + SEED;
                same(
                        recording,
                        how,
                        expected,
                        replay.play(recording, Replay.once(call, place), EventText.Packets.NAMED));
            }
        }
    }

    private void same(Recording recording, String how, String expected, StringBuilder found) {
        if (!expected.contentEquals(found) && differences.size() < SHOWN) {
            List<String> first = expected.lines().toList();
            List<String> second = found.toString().lines().toList();
            int line = 0;
            while (line < Math.min(first.size(), second.size())
                    && first.get(line).equals(second.get(line))) {
                line++;
            }
            differences.add(recording.name() + ", " + how + ", line " + line + ":\n  expected "
                    + (line < first.size() ? first.get(line) : "nothing") + "\n  found    "
                    + (line < second.size() ? second.get(line) : "nothing"));
        }
    }
}
