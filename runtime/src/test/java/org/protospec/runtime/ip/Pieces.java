package org.protospec.runtime.ip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.Limits;

/** An assembler that is handed pieces of datagrams written as texts. */
final class Pieces {
    static final long SECOND = 1_000_000_000L;

    final List<FragmentConflict> conflicts = new ArrayList<>();
    final FragmentAssembler assembler;
    private final Fragment fragment = new Fragment();
    int version = 4;
    int identification = 1;
    int protocol = 17;
    long source = 0xffff_0a00_0001L;
    long now;

    Pieces(FragmentPolicy policy) {
        this(policy, Limits.defaults());
    }

    Pieces(FragmentPolicy policy, Limits limits) {
        assembler = new FragmentAssembler(limits, policy, policy, conflicts::add, 7);
    }

    /** Adds a piece that others follow, and returns the datagram if it completes it. */
    @Nullable
    String more(int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return add(described().more(offset).bytes(bytes, 0, bytes.length, bytes.length));
    }

    /** Adds the last piece. */
    @Nullable
    String last(int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return add(described().last(offset).bytes(bytes, 0, bytes.length, bytes.length));
    }

    /** Adds a piece that others follow, of which the snap length left only the beginning. */
    @Nullable
    String cut(int offset, String text, int length) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return add(described().more(offset).bytes(bytes, 0, bytes.length, length));
    }

    Fragment described() {
        return fragment.addresses(version, 0, source, 0, 0xffff_0a00_0002L).datagram(identification, protocol);
    }

    @Nullable
    String add(Fragment piece) {
        if (!assembler.add(piece, now)) {
            return null;
        }
        byte[] whole = Arrays.copyOf(assembler.bytes(), assembler.length());
        return new String(whole, StandardCharsets.US_ASCII);
    }
}
