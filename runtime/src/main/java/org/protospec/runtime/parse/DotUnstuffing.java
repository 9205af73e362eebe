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
        int begin = from;
        int at = from;
        while (at < to) {
            switch (state) {
                case LINE_START:
                    if (bytes[at] == '.') {
                        target.piece(bytes, begin, at);
                        at++;
                        begin = at;
                        state = IN_LINE;
                    } else {
                        state = bytes[at] == '\r' ? AFTER_CR : IN_LINE;
                        at++;
                    }
                    break;
                case AFTER_CR:
                    state = bytes[at] == '\n' ? LINE_START : bytes[at] == '\r' ? AFTER_CR : IN_LINE;
                    at++;
                    break;
                default:
                    at = Scan.indexOfPair(bytes, at, to, '\r', '\n');
                    if (at < to) {
                        state = AFTER_CR;
                        at++;
                    }
            }
        }
        target.piece(bytes, begin, to);
    }
}
