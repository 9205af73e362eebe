package org.protospec.runtime.lane;

/**
 * Whose turn it is to take a flow: that of the reading thread, 0, or of a lane, from 1. The order depends on nothing but the number of
 * threads, so that a run over the same flows spreads them in the same way.
 *
 * <p>Each thread is to have the same work. The reading thread has what concerns all flows besides, a quarter of everything as measured: of two
 * threads it takes every third flow, of three every ninth, of more none.
 */
final class Turns {
    /** Of all the work one part of so many is the reading thread's in any case. */
    private static final int PARTS = 4;

    private final int[] weights;
    private final int[] credits;
    private final int sum;

    /** Turns of so many threads, at least 2. */
    Turns(int threads) {
        weights = new int[threads];
        credits = new int[threads];
        int total = 0;
        for (int thread = 0; thread < threads; thread++) {
            weights[thread] = thread == 0 ? Math.max(PARTS - threads, 0) : PARTS;
            total += weights[thread];
        }
        sum = total;
    }

    /** Whose turn it is next. Who has waited longest for its share comes first, so that turns of one are spread evenly. */
    int next() {
        int most = 0;
        for (int thread = 0; thread < weights.length; thread++) {
            credits[thread] += weights[thread];
            most = credits[thread] > credits[most] ? thread : most;
        }
        credits[most] -= sum;
        return most;
    }
}
