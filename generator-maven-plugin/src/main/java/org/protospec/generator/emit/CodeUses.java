package org.protospec.generator.emit;

/** What the code of one place turned out to use while it was written, which decides what has to stand around it. */
final class CodeUses {
    private boolean checked;
    private boolean java;
    private boolean scratch;

    /** It calls {@link org.protospec.runtime.bytes.Checked}. */
    void noteChecked() {
        checked = true;
    }

    /** It calls what a spec leaves to Java. */
    void noteJava() {
        java = true;
    }

    /** It has a slice of its own for the result of a text's method. */
    void noteScratch() {
        scratch = true;
    }

    boolean checked() {
        return checked;
    }

    boolean scratch() {
        return scratch;
    }

    /** Whether it may have no value. */
    boolean mayFail() {
        return checked || java;
    }
}
