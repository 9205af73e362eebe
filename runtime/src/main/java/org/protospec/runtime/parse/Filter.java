package org.protospec.runtime.parse;

/**
 * Decodes content on its way to the listeners, piece by piece ({@code decode} in specs).
 *
 * <p>Where content is cut into pieces has no meaning: what is decoded of it is the same. Once a filter has told that its content is
 * {@link Target#broken broken}, it is asked for nothing more of it but to {@link #release}.
 */
public abstract class Filter {
    /** The filter that changes nothing. */
    public static final Filter NONE = new Filter() {
        @Override
        public void decode(byte[] bytes, int from, int to, Target target) {
            target.piece(bytes, from, to);
        }
    };

    /** Takes decoded bytes. */
    @FunctionalInterface
    public interface Target {
        /** The next bytes from index {@code from} to {@code to}, valid during the call. */
        void piece(byte[] bytes, int from, int to);

        /** Whether further bytes are of no use: a filter that makes many bytes of few stops then. */
        default boolean isFull() {
            return false;
        }

        /**
         * The content is not what the filter can decode; all that could be decoded was handed on.
         *
         * @param filter the filter, in the words of specs
         * @param reason what is wrong, the same wherever the content is cut
         */
        default void broken(String filter, String reason) {}
    }

    /** New content begins. */
    public void begin() {}

    /** Decodes the next bytes as far as that can be done. */
    public abstract void decode(byte[] bytes, int from, int to, Target target);

    /**
     * The same for bytes that were searched already.
     *
     * @param opening what was looked for, a byte each character; empty where nothing was
     * @param earliest index before which it begins nowhere
     */
    public void decode(byte[] bytes, int from, int to, String opening, int earliest, Target target) {
        decode(bytes, from, to, target);
    }

    /** Bytes are missing here: what follows does not join what came before. */
    public void gap() {}

    /** All of the content was there: what was held back follows. */
    public void finish(Target target) {}

    /** The content is over, wholly or not: what was only needed for it is given back. */
    public void release() {}

    /** Most bytes that may be decoded of one content; 0 to leave that to the limit {@code decoded-bytes}. */
    public long most() {
        return 0;
    }

    /** Whether it can make many bytes of few, so that a bound is needed. */
    public boolean expands() {
        return false;
    }
}
