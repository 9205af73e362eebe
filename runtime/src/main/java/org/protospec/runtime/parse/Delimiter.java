package org.protospec.runtime.parse;

/** What ends a field of unknown length: the generated search for it, whose matches are of bounded length. */
public abstract class Delimiter {
    /** Index of the first place from {@code from} on where a match can begin, or {@code to}. */
    protected abstract int find(byte[] bytes, int from, int to);

    /**
     * Length of the longest match at index {@code at}, {@link Input#NO_MATCH}, or {@link Input#MORE} where the bytes end
     * before that is known.
     *
     * @param last whether no bytes can follow at {@code to}
     */
    protected abstract int match(byte[] bytes, int at, int to, boolean last);
}
