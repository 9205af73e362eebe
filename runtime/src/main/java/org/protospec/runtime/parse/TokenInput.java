package org.protospec.runtime.parse;

/**
 * An input as the automata of tokens see it: it remembers where the current one stopped, so that no byte is looked at twice however the
 * bytes are cut into pieces.
 */
abstract class TokenInput extends StreamBytes {
    /** Result of matching a token: it does not match here. */
    public static final int NO_MATCH = -1;
    /** Result of matching a token: more bytes are needed to tell. */
    public static final int MORE = -2;

    /** Result of a part of a token's automaton: it goes on in another part. */
    public static final int ELSEWHERE = -3;

    private int automatonState;
    private int scannedBytes;
    private int acceptedBytes = NO_MATCH;
    private int rejectedBytes;

    TokenInput(BufferPool pool) {
        super(pool);
    }

    /** State in which the automaton of the current token goes on; 0 at its beginning. */
    public final int state() {
        return automatonState;
    }

    /** Index of the first byte that the current token's automaton has not looked at. */
    public final int scanned() {
        return position + scannedBytes;
    }

    /** The bytes up to {@code end} are a match, but a longer one may follow. */
    public final void accept(int end) {
        acceptedBytes = end - position;
    }

    /** The token ends before index {@code end}. */
    public final int matched(int end) {
        clearToken();
        rejectedBytes = 0;
        return end - position;
    }

    /** The byte at index {@code at}, or the end there, fits no match longer than those accepted so far. */
    public final int rejected(int at) {
        int accepted = acceptedBytes;
        clearToken();
        rejectedBytes = at - position + 1;
        return accepted;
    }

    /** Number of bytes that showed that the last token is not there, or which thing is; the one that does not fit is included. */
    final int rejectedBytes() {
        return rejectedBytes;
    }

    /** The bytes are a match of the thing with this index, but one of another may be longer. */
    public final void prefer(int index) {
        acceptedBytes = index;
    }

    /** What is next is the thing with this index, which the bytes before index {@code end} show. */
    public final int decided(int index, int end) {
        clearToken();
        rejectedBytes = end - position;
        return index;
    }

    /** The bytes end at {@code end} with a match of the thing with this index, but one of another may be longer. */
    public final int undecided(int index, int state, int end) {
        if (complete) {
            return decided(index, end + 1);
        }
        acceptedBytes = index;
        automatonState = state;
        scannedBytes = end - position;
        return MORE;
    }

    /** The bytes end at {@code end} with the automaton in a state that accepts nothing new. */
    public final int exhausted(int state, int end) {
        if (complete) {
            return rejected(end);
        }
        automatonState = state;
        scannedBytes = end - position;
        return MORE;
    }

    /** The bytes end at {@code end} with the automaton in an accepting state that longer matches lead on from. */
    public final int exhaustedAccepting(int state, int end) {
        if (complete) {
            return matched(end);
        }
        acceptedBytes = end - position;
        automatonState = state;
        scannedBytes = end - position;
        return MORE;
    }

    /** The automaton goes on at {@code end} in a state whose code is in another method. */
    public final int elsewhere(int state, int end) {
        automatonState = state;
        scannedBytes = end - position;
        return ELSEWHERE;
    }

    final void clearToken() {
        automatonState = 0;
        scannedBytes = 0;
        acceptedBytes = NO_MATCH;
    }
}
