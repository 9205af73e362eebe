package org.protospec.runtime.parse;

import org.jspecify.annotations.Nullable;

/** A part of a message that may turn out not to fit ({@code try} in specs), and all that is needed to take it back. */
public sealed class Attempt permits Recovery {
    /** Which one of the message's. */
    final int number;

    /** The attempt within which this one was begun. */
    @Nullable
    Attempt around;

    /** The step to go on with if it does not fit. */
    int otherwise;

    /** Most bytes that it may have read by then. */
    int max;

    /** Where it began, counted from the message's first byte. */
    int from;

    /** The window that was open then. */
    long window;

    /** What places elsewhere counted from; null if none were counted. */
    @Nullable
    Origins origins;

    /** The detours that were under way. */
    int home;

    int detours;

    /** An attempt that has not begun. */
    public Attempt(int number) {
        this.number = number;
    }
}
