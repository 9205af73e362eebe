package org.protospec.runtime.parse;

import org.protospec.runtime.bytes.Scan;

/**
 * Takes the leading dot from every line that begins with one (RFC 5321, section 4.5.2; RFC 1939, section 3). A line begins
 * at the start of the content and after CRLF.
 */
public final class DotUnstuffing extends Filter {
    private static final int LINE_START = 0;
    private static final int IN_LINE = 1;
    private static final int AFTER_CR = 2;

    /** What the delimiter of such content begins with, too: where the search for it met none, there is no dot to take away. */
    private static final String DOT_LINE = "\r\n.";

    private int state = LINE_START;

    @Override
    public void begin() {
        state = LINE_START;
    }

    /** Where a line begins is not known behind a gap: a dot there stays. */
    @Override
    public void gap() {
        state = IN_LINE;
    }

    @Override
    public void decode(byte[] bytes, int from, int to, Target target) {
        decode(bytes, from, to, "", from, target);
    }

    @Override
    public void decode(byte[] bytes, int from, int to, String opening, int earliest, Target target) {
        int begin = from;
        int at = from;
        if (state == AFTER_CR && at < to) {
            state = bytes[at] == '\n' ? LINE_START : IN_LINE;
            at += state == LINE_START ? 1 : 0;
        }
        if (state == LINE_START && at < to) {
            state = IN_LINE;
            if (bytes[at] == '.') {
                target.piece(bytes, begin, at);
                at++;
                begin = at;
            }
        }
        if (opening.equals(DOT_LINE)) {
            // The last bytes tell whether a line begins behind them.
            at = Math.max(at, Math.min(earliest, to - DOT_LINE.length() + 1));
        }
        while (at < to) {
            at = Scan.indexOfTriple(bytes, at, to, '\r', '\n', '.');
            if (at < to - 2) {
                target.piece(bytes, begin, at + 2);
                at += 3;
                begin = at;
            } else {
                state = at == to ? IN_LINE : at == to - 1 ? AFTER_CR : LINE_START;
                at = to;
            }
        }
        target.piece(bytes, begin, to);
    }
}
