package org.protospec.runtime.parse;

import java.util.ArrayDeque;

/**
 * Lends what it takes to inflate to the contents that are under way on one thread. A few are kept for later; the memory of the others is
 * given back at once, as it is not the garbage collector's.
 */
public final class InflationPool {
    private static final int KEPT = 16;

    private final ArrayDeque<Inflation> free = new ArrayDeque<>();
    private int lent;

    /** A pool without anything in it. */
    public InflationPool() {}

    /** How many bytes of memory the contents under way take. */
    public long memory() {
        return lent * Inflation.MEMORY;
    }

    Inflation lend() {
        lent++;
        Inflation kept = free.poll();
        if (kept == null) {
            return new Inflation();
        }
        kept.reset();
        return kept;
    }

    void give(Inflation inflation) {
        lent--;
        if (free.size() < KEPT) {
            free.push(inflation);
        } else {
            inflation.end();
        }
    }
}
