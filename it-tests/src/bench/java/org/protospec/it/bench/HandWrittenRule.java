package org.protospec.it.bench;

import org.jspecify.annotations.Nullable;

/** What {@link HandWritten} tells. */
interface HandWrittenRule {
    /** A packet begins, with its time since 1970. */
    default void packet(int seconds, int micros) {}

    /** A connection begins. */
    default void opened(HandWrittenSession session) {}

    /** A connection has ended. */
    default void ended(HandWrittenSession session) {}

    /** A command line of the client. */
    void command(HandWrittenSession session, HandWrittenText verb, HandWrittenText parameter);

    /** A reply: its first {@code count} lines, and the verb and number of the client's line that it answers. */
    void response(
            HandWrittenSession session,
            int code,
            HandWrittenText[] lines,
            int count,
            @Nullable HandWrittenText verb,
            int line);

    /** A piece of a mail's content. */
    default void content(byte[] bytes, int from, int to) {}

    /** The content of a mail has ended. */
    default void contentEnded(HandWrittenSession session, long bytes) {}

    /** A mail was answered. */
    void mail(
            HandWrittenSession session,
            HandWrittenText from,
            HandWrittenText[] to,
            int recipients,
            long bytes,
            boolean accepted,
            int code);

    /** Counts what {@link Ours} counts. */
    final class Counter implements HandWrittenRule {
        private long commands;
        private long replies;
        private long mails;
        private long bodyBytes;

        @Override
        public void command(HandWrittenSession session, HandWrittenText verb, HandWrittenText parameter) {
            commands += verb.length() == 0 ? 0 : 1;
        }

        @Override
        public void response(
                HandWrittenSession session,
                int code,
                HandWrittenText[] lines,
                int count,
                @Nullable HandWrittenText verb,
                int line) {
            replies += code > 0 ? 1 : 0;
        }

        @Override
        public void mail(
                HandWrittenSession session,
                HandWrittenText from,
                HandWrittenText[] to,
                int recipients,
                long bytes,
                boolean accepted,
                int code) {
            mails += accepted ? 1 : 0;
            bodyBytes += bytes;
        }

        Totals totals() {
            return new Totals(commands, replies, mails, bodyBytes);
        }
    }
}
