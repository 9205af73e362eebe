package org.protospec.runtime.parse;

/** Decodes content on its way to the listeners, piece by piece ({@code decode} in specs). */
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
    }

    /** New content begins. */
    public void begin() {}

    /** Decodes the next bytes as far as that can be done. */
    public abstract void decode(byte[] bytes, int from, int to, Target target);

    /** Bytes are missing here: what follows does not join what came before. */
    public void gap() {}

    /** The content has ended: what was held back follows. */
    public void finish(Target target) {}
}
