package org.protospec.runtime.parse;

/** What ends a field of unknown length: the generated search for it, whose matches are of bounded length. */
public abstract class Delimiter {
    /** Index of the first place from {@code from} on where a match can begin, or {@code to}. */
    protected abstract int find(byte[] bytes, int from, int to);

    /** Bytes with which each match begins and for all of which {@link #find} looks, a character each; empty where they are not told. */
    protected String opening() {
        return "";
    }

    /**
     * Length of the longest match at index {@code at}, {@link Input#NO_MATCH}, or {@link Input#MORE} where the bytes end
     * before that is known.
     *
     * @param last whether no bytes can follow at {@code to}
     */
    protected abstract int match(byte[] bytes, int at, int to, boolean last);

    /** Index of the first match from {@code from} on, or a negative number where the bytes before {@code to} do not tell. */
    public final int index(byte[] bytes, int from, int to) {
        for (int at = find(bytes, from, to); at < to; at = find(bytes, at + 1, to)) {
            int length = match(bytes, at, to, false);
            if (length >= 0) {
                return at;
            } else if (length == Input.MORE) {
                break;
            }
        }
        return Input.MORE;
    }

    /** Index behind that match. */
    public final int behind(byte[] bytes, int from, int to) {
        int at = index(bytes, from, to);
        return at < 0 ? at : at + match(bytes, at, to, false);
    }
}
