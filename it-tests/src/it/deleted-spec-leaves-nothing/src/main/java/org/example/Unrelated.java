package org.example;

/** A class that stays whatever becomes of the specs. */
public final class Unrelated {
    private Unrelated() {}
}
