package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.protospec.cli.toy.ContentEvent;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;

/** The digests are those of all bytes on the wire and of all that the filters made of them, wherever the two part. */
class StreamDigestTest {
    private static final int CONTENTS = 2_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final ContentEvent event = new ContentEvent();
    private final Slice shown = new Slice(new ByteRegion());
    private final StreamDigest digest = new StreamDigest((over, which) -> {});
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final ByteArrayOutputStream filtered = new ByteArrayOutputStream();

    /** What filters do: hand on a part as it is, leave a part out, make other bytes, hold something back. */
    private enum Filter {
        AS_IS,
        CUT,
        WITHOUT_A_BYTE,
        WITHOUT_THE_LAST,
        OTHERS,
        NOTHING
    }

    @Test
    void bothAreExactWhateverTheFiltersDo() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        int parted = 0;
        for (int content = 0; content < CONTENTS; content++) {
            raw.reset();
            filtered.reset();
            int pieces = random.nextInt(6);
            for (int i = 0; i < pieces; i++) {
                piece(random.nextInt(4) == 0 ? Filter.values()[random.nextInt(Filter.values().length)] : Filter.AS_IS);
            }
            if (random.nextInt(8) == 0) {
                byte[] held = bytes(3);
                pass(held, 0, held.length);
            }
            digest.end(event);
            assertThat(digest.rawSha256()).isEqualTo(sha256.digest(raw.toByteArray()));
            assertThat(digest.sha256()).isEqualTo(sha256.digest(filtered.toByteArray()));
            parted += Arrays.equals(digest.rawSha256(), digest.sha256()) ? 0 : 1;
        }
        assertThat(parted).isBetween(CONTENTS / 10, CONTENTS * 9 / 10);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void piece(Filter filter) {
        int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 5_000 : 60);
        byte[] wire = bytes(length + 7);
        int from = random.nextInt(7);
        raw.write(wire, from, length);
        shown.show(wire, from, from + length);
        digest.raw(event, shown);
        int middle = from + random.nextInt(length);
        switch (filter) {
            case AS_IS -> pass(wire, from, from + length);
            case CUT -> {
                pass(wire, from, middle);
                pass(wire, middle, from + length);
            }
            case WITHOUT_A_BYTE -> {
                pass(wire, from, middle);
                pass(wire, middle + 1, from + length);
            }
            case WITHOUT_THE_LAST -> pass(wire, from, from + length - 1);
            case OTHERS -> pass(bytes(length), 0, length);
            case NOTHING -> {}
        }
        // The bytes are valid during the call only.
        Arrays.fill(wire, (byte) 0);
    }

    private void pass(byte[] bytes, int from, int to) {
        if (to > from) {
            filtered.write(bytes, from, to - from);
            shown.show(bytes, from, to);
            digest.piece(event, shown);
        }
    }
}
