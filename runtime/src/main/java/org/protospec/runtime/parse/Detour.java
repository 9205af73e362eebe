package org.protospec.runtime.parse;

/** The way back from a place elsewhere in the input ({@code at} in specs). */
public final class Detour {
    /** What its place was counted from. */
    int origin;

    /** Where it began, counted from the message's first byte. */
    int from;

    /** Where to go on, counted from the message's first byte. */
    int back;

    /** The window to go on in. */
    long window;

    /** A detour that is not under way. */
    public Detour() {}
}
