package org.protospec.runtime.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.Transport;

/** The first bytes of one flow against all signatures: how far each one has matched, in both directions. */
final class Comparison<P> {
    /** Whether bytes of a direction go on where they were cut. */
    enum Cut {
        /** They do: a stream. */
        ANYWHERE,
        /** They do not: a datagram. */
        HERE
    }

    private static final int DIRECTIONS = 2;

    private final List<Detector.Candidate<P>> candidates;
    private final int most;
    /** Whether the flow is compared the other way round, too: once as it is, then once turned. */
    private final int ways;
    /** The states of the automata: by way, then by candidate, then by direction of the flow. */
    private final int[] states;

    private final int[] seen = new int[DIRECTIONS];
    private boolean foundTurned;
    private boolean tooLong;

    Comparison(Flow flow, List<Detector.Candidate<P>> candidates, int most) {
        this.candidates = candidates;
        this.most = most;
        ways = flow.midstream() || flow.transport() == Transport.UDP ? 2 : 1;
        states = new int[ways * candidates.size() * DIRECTIONS];
        for (Direction direction : Direction.values()) {
            for (int each = 0; each < ways * candidates.size(); each++) {
                if (pattern(each, direction) == null) {
                    states[at(each, direction)] = ByteAutomaton.MATCHED;
                }
            }
        }
    }

    private static int at(int each, Direction direction) {
        return each * DIRECTIONS + direction.ordinal();
    }

    private @Nullable FirstBytes pattern(int each, Direction direction) {
        boolean turned = each >= candidates.size();
        Signature signature = candidates.get(each % candidates.size()).signature();
        return signature.of(turned ? direction.opposite() : direction);
    }

    /** Looks at the next bytes of a direction; returns the protocol whose signature is complete, if one is. */
    @Nullable
    P bytes(Direction direction, byte[] bytes, int offset, int length, Cut cut) {
        int first = -1;
        int end = Integer.MAX_VALUE;
        for (int each = 0; each < ways * candidates.size(); each++) {
            int matched = advance(each, direction, bytes, offset, length);
            if (matched >= 0 && matched < end && states[at(each, direction.opposite())] == ByteAutomaton.MATCHED) {
                first = each;
                end = matched;
            }
        }
        if (first >= 0) {
            foundTurned = first >= candidates.size();
            return candidates.get(first % candidates.size()).protocol();
        }
        // An empty datagram counts, too, as what is kept of a flow is bounded.
        seen[direction.ordinal()] += cut == Cut.HERE ? Math.max(1, length) : length;
        if (cut == Cut.HERE) {
            stopped(direction);
        }
        tooLong = seen[direction.ordinal()] > most && isOpen();
        return null;
    }

    /** Returns the place behind the byte that completes the match of a direction, or -1. */
    private int advance(int each, Direction direction, byte[] bytes, int offset, int length) {
        FirstBytes pattern = pattern(each, direction);
        int state = states[at(each, direction)];
        if (pattern == null || state < 0) {
            return -1;
        }
        int max = Math.min(pattern.max(), most);
        int end = offset + Math.min(length, max - seen[direction.ordinal()]);
        int i = offset;
        while (i < end && state >= 0) {
            state = pattern.automaton().next(state, bytes[i++] & 0xff);
        }
        boolean matched = state == ByteAutomaton.MATCHED;
        if (state >= 0 && seen[direction.ordinal()] + (i - offset) >= max) {
            state = ByteAutomaton.FAILED;
        }
        states[at(each, direction)] = state;
        return matched ? i : -1;
    }

    /** No more bytes of a direction come that go on from those before. */
    void stopped(Direction direction) {
        for (int each = 0; each < ways * candidates.size(); each++) {
            if (states[at(each, direction)] >= 0) {
                states[at(each, direction)] = ByteAutomaton.FAILED;
            }
        }
    }

    /** Whether the signature that is complete is so the other way round. */
    boolean foundTurned() {
        return foundTurned;
    }

    /** Whether a direction had more bytes than are kept, before anything was certain. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Whether a signature may still become complete. */
    boolean isOpen() {
        if (tooLong) {
            return false;
        }
        for (int each = 0; each < states.length; each += DIRECTIONS) {
            if (states[each] != ByteAutomaton.FAILED && states[each + 1] != ByteAutomaton.FAILED) {
                return true;
            }
        }
        return false;
    }
}
