package org.protospec.generator.diagnostic;

/** How grave a diagnostic is. */
public enum Severity {
    /** Nothing is generated. */
    ERROR("error"),
    /** It works, though hardly as it was meant. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word in the printed diagnostic. */
    public String word() {
        return word;
    }
}
