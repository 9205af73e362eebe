package org.protospec.runtime.tcp;

/** Which bytes count where two segments carry different ones for the same place of a stream. */
public enum OverlapPolicy {
    /** Those captured first, as BSD, Windows and most others do. */
    FIRST("first"),
    /** Those captured last, as long as the earlier ones were not handed on yet. */
    LAST("last");

    private final String label;

    OverlapPolicy(String label) {
        this.label = label;
    }

    /** Returns the name used in output: {@code first} or {@code last}. */
    public String label() {
        return label;
    }
}
