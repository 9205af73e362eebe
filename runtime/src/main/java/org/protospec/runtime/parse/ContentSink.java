package org.protospec.runtime.parse;

/** Takes the content of a {@code stream to} field piece by piece, as it is on the wire. */
public interface ContentSink {
    /** Takes content that nobody wants. */
    ContentSink NOBODY = new ContentSink() {
        @Override
        public void content(byte[] bytes, int from, int to) {}

        @Override
        public void end(Ending ending) {}

        @Override
        public long length() {
            return 0;
        }
    };

    /** A field that hands on content begins. */
    default void begin() {}

    /** The next bytes, valid during the call. */
    void content(byte[] bytes, int from, int to);

    /**
     * The same for bytes that were searched already, so that whoever looks for the same need not look at all of them again.
     *
     * @param opening what was looked for, a byte each character; empty where nothing was
     * @param earliest index before which it begins nowhere
     */
    default void content(byte[] bytes, int from, int to, String opening, int earliest) {
        content(bytes, from, to);
    }

    /** The next bytes of the content are missing from the capture: as many, and nobody knows which. */
    default void gap(long bytes) {}

    /** The content ends. */
    void end(Ending ending);

    /** Number of bytes so far, after the field's filters. */
    long length();

    /** How content ends. */
    enum Ending {
        /** As the spec says. */
        COMPLETE,
        /** By a delimiter that counts only because the other direction answered it. */
        LENIENT,
        /** Bytes are missing: the stream ended, has a gap, or the message was left. */
        INCOMPLETE
    }
}
