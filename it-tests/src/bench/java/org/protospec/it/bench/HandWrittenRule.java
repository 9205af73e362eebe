package org.protospec.it.bench;

import org.jspecify.annotations.Nullable;

/** What {@link HandWritten} tells. */
interface HandWrittenRule {
    /** A command line of the client. */
    void command(HandWrittenText verb, HandWrittenText parameter);

    /** A reply: its first {@code count} lines, and the verb and number of the client's line that it answers. */
    void response(int code, HandWrittenText[] lines, int count, @Nullable HandWrittenText verb, int line);

    /** A mail was answered. */
    void mail(HandWrittenText from, HandWrittenText[] to, int recipients, long bytes, boolean accepted, int code);

    /** Counts what {@link Ours} counts. */
    final class Counter implements HandWrittenRule {
        private long commands;
        private long replies;
        private long mails;
        private long bodyBytes;

        @Override
        public void command(HandWrittenText verb, HandWrittenText parameter) {
            commands += verb.length() == 0 ? 0 : 1;
        }

        @Override
        public void response(int code, HandWrittenText[] lines, int count, @Nullable HandWrittenText verb, int line) {
            replies += code > 0 ? 1 : 0;
        }

        @Override
        public void mail(HandWrittenText from, HandWrittenText[] to, int recipients, long bytes, boolean accepted, int code) {
            mails += accepted ? 1 : 0;
            bodyBytes += bytes;
        }

        Totals totals() {
            return new Totals(commands, replies, mails, bodyBytes);
        }
    }
}
