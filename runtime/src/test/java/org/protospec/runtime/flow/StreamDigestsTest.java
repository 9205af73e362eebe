package org.protospec.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamDigestsTest {
    @Test
    void bytesCountAndPassOn() {
        Recorder.Tape next = new Recorder.Tape();
        StreamDigests digests = new StreamDigests(next);
        digests.data(Direction.UP, Recorder.bytes("xabx"), 1, 2);
        assertThat(digests.sha256(Direction.UP)).startsWith("fb8e20fc2e4c3f24");
        digests.gap(Direction.UP, 7);
        digests.data(Direction.UP, Recorder.bytes("c"), 0, 1);
        digests.closed(Direction.UP);
        digests.end(EndReason.FIN);
        // FIPS 180-4's example "abc", and the empty message.
        assertThat(digests.sha256(Direction.UP))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(digests.sha256(Direction.DOWN))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(digests.length(Direction.UP)).isEqualTo(3);
        assertThat(next.log()).containsExactly("up:ab", "up gap 7", "up:c", "up closed", "end fin");
    }
}
