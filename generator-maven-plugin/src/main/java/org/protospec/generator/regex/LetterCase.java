package org.protospec.generator.regex;

/** Whether the ASCII letters of a pattern stand for themselves only or for both their cases. */
public enum LetterCase {
    /** A letter matches itself. */
    EXACT,
    /** A letter matches its upper and its lower case; only the 52 letters of ASCII have two. */
    IGNORED;

    ByteSet fold(ByteSet set) {
        return this == IGNORED ? set.ignoringCase() : set;
    }
}
