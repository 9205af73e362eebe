// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import javax.annotation.processing.Generated;
import org.protospec.runtime.parse.Input;

/** The tokens of lamp: what bytes they match, as code. */
@Generated("org.protospec.generator")
final class LampTokens {
    private LampTokens() {}

    /**
     * Matches EOL /&#92;r?&#92;n/.
     *
     * <p>Line 4 of lamp.proto-spec.
     */
    @SuppressWarnings("fallthrough")
    static int eol(Input in) {
        byte[] bytes = in.bytes();
        int limit = in.limit();
        int p = in.scanned();
        int state = in.state();
        switch (state) {
            case 0:
                if (p == limit) {
                    return in.exhausted(0, p);
                }
                int c0 = bytes[p] & 0xff;
                if (c0 == '\n') {
                    return in.matched(p + 1);
                }
                if (c0 != '\r') {
                    return in.rejected(p);
                }
                p++;
                // fall through
            default: // 2
                if (p == limit) {
                    return in.exhausted(2, p);
                }
                if ((bytes[p] & 0xff) == '\n') {
                    return in.matched(p + 1);
                }
                return in.rejected(p);
        }
    }

    /**
     * As {@link #eol(Input)}, at once: the index behind a match at {@code p}, or {@link Input#NO_MATCH},
     * or {@link Input#MORE} where the bytes before {@code limit} do not tell.
     */
    static int eol(byte[] bytes, int p, int limit) {
        if (p == limit) {
            return Input.MORE;
        }
        int c0 = bytes[p] & 0xff;
        if (c0 == '\n') {
            return p + 1;
        }
        if (c0 != '\r') {
            return Input.NO_MATCH;
        }
        p++;
        if (p == limit) {
            return Input.MORE;
        }
        if ((bytes[p] & 0xff) == '\n') {
            return p + 1;
        }
        return Input.NO_MATCH;
    }

    /**
     * Matches WORD /[A-Za-z]+/.
     *
     * <p>Line 5 of lamp.proto-spec.
     */
    @SuppressWarnings("fallthrough")
    static int word(Input in) {
        byte[] bytes = in.bytes();
        int limit = in.limit();
        int p = in.scanned();
        int state = in.state();
        switch (state) {
            case 0:
                if (p == limit) {
                    return in.exhausted(0, p);
                }
                int c0 = bytes[p] & 0xff;
                if ((c0 < 'A' || c0 > 'Z') && (c0 < 'a' || c0 > 'z')) {
                    return in.rejected(p);
                }
                p++;
                // fall through
            default: // 1
                for (int c; p < limit; p++) {
                    c = bytes[p] & 0xff;
                    if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                        break;
                    }
                }
                if (p == limit) {
                    return in.exhaustedAccepting(1, p);
                }
                return in.matched(p);
        }
    }

    /**
     * As {@link #word(Input)}, at once: the index behind a match at {@code p}, or {@link Input#NO_MATCH},
     * or {@link Input#MORE} where the bytes before {@code limit} do not tell.
     */
    static int word(byte[] bytes, int p, int limit) {
        if (p == limit) {
            return Input.MORE;
        }
        int c0 = bytes[p] & 0xff;
        if ((c0 < 'A' || c0 > 'Z') && (c0 < 'a' || c0 > 'z')) {
            return Input.NO_MATCH;
        }
        p++;
        for (int c; p < limit; p++) {
            c = bytes[p] & 0xff;
            if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                break;
            }
        }
        if (p == limit) {
            return Input.MORE;
        }
        return p;
    }

    /**
     * Matches "LAMP".
     *
     * <p>Line 15 of lamp.proto-spec.
     */
    @SuppressWarnings("fallthrough")
    static int token2(Input in) {
        byte[] bytes = in.bytes();
        int limit = in.limit();
        int p = in.scanned();
        int state = in.state();
        switch (state) {
            case 0:
                if (p == limit) {
                    return in.exhausted(0, p);
                }
                if ((bytes[p] & 0xff) != 'L') {
                    return in.rejected(p);
                }
                p++;
                // fall through
            case 1:
                if (p == limit) {
                    return in.exhausted(1, p);
                }
                if ((bytes[p] & 0xff) != 'A') {
                    return in.rejected(p);
                }
                p++;
                // fall through
            case 2:
                if (p == limit) {
                    return in.exhausted(2, p);
                }
                if ((bytes[p] & 0xff) != 'M') {
                    return in.rejected(p);
                }
                p++;
                // fall through
            default: // 3
                if (p == limit) {
                    return in.exhausted(3, p);
                }
                if ((bytes[p] & 0xff) == 'P') {
                    return in.matched(p + 1);
                }
                return in.rejected(p);
        }
    }

    /**
     * As {@link #token2(Input)}, at once: the index behind a match at {@code p}, or {@link Input#NO_MATCH},
     * or {@link Input#MORE} where the bytes before {@code limit} do not tell.
     */
    static int token2(byte[] bytes, int p, int limit) {
        if (p == limit) {
            return Input.MORE;
        }
        if ((bytes[p] & 0xff) != 'L') {
            return Input.NO_MATCH;
        }
        p++;
        if (p == limit) {
            return Input.MORE;
        }
        if ((bytes[p] & 0xff) != 'A') {
            return Input.NO_MATCH;
        }
        p++;
        if (p == limit) {
            return Input.MORE;
        }
        if ((bytes[p] & 0xff) != 'M') {
            return Input.NO_MATCH;
        }
        p++;
        if (p == limit) {
            return Input.MORE;
        }
        if ((bytes[p] & 0xff) == 'P') {
            return p + 1;
        }
        return Input.NO_MATCH;
    }

    /**
     * Matches " ".
     *
     * <p>Line 17 of lamp.proto-spec.
     */
    static int token3(Input in) {
        byte[] bytes = in.bytes();
        int limit = in.limit();
        int p = in.scanned();
        if (p == limit) {
            return in.exhausted(0, p);
        }
        if ((bytes[p] & 0xff) == ' ') {
            return in.matched(p + 1);
        }
        return in.rejected(p);
    }

    /**
     * As {@link #token3(Input)}, at once: the index behind a match at {@code p}, or {@link Input#NO_MATCH},
     * or {@link Input#MORE} where the bytes before {@code limit} do not tell.
     */
    static int token3(byte[] bytes, int p, int limit) {
        if (p == limit) {
            return Input.MORE;
        }
        if ((bytes[p] & 0xff) == ' ') {
            return p + 1;
        }
        return Input.NO_MATCH;
    }
}
