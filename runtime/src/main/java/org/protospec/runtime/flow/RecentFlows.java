package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;

/**
 * The flows of a table that were found lately, one for each value of a sum that costs next to nothing: mostly the next packet of one of
 * them is found without the hash and the search in the table. Whoever provokes equal sums has flows searched for in the table, as if this
 * did not exist. So are all for a while where many flows take turns, and looking here is mostly in vain.
 */
final class RecentFlows {
    private static final int BITS = 11;
    /** So many looks are judged together. */
    private static final int TRIED = 1 << 10;
    /** For so many the table is searched at once if most of those were in vain. */
    private static final int PAUSE = 1 << 14;
    /** Spreads sums over places (Knuth, The Art of Computer Programming, volume 3, section 6.4). */
    private static final int GOLDEN_RATIO = 0x9e3779b9;

    private final @Nullable Flow[] flows = new @Nullable Flow[1 << BITS];
    private final int[] sums = new int[1 << BITS];
    private int tried;
    private int inVain;
    private int pause;

    /** Whether to look here; to be asked once for each search. */
    boolean isWorthwhile() {
        if (pause > 0) {
            pause--;
            return false;
        }
        tried++;
        return true;
    }

    /** A sum of both endpoints, in whichever order. */
    static int sum(long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort) {
        return (int) (aHigh + bHigh) + (int) (aLow + bLow) + (aPort + bPort);
    }

    private static int sum(Flow flow) {
        return sum(
                flow.clientHigh(),
                flow.clientLow(),
                flow.clientPort(),
                flow.serverHigh(),
                flow.serverLow(),
                flow.serverPort());
    }

    private static int place(int sum) {
        return sum * GOLDEN_RATIO >>> Integer.SIZE - BITS;
    }

    /** Returns the flow of a sum that was found last, which need not be the one that is searched for. */
    @Nullable
    Flow last(int sum) {
        int place = place(sum);
        return sums[place] == sum ? flows[place] : null;
    }

    /** Another flow of a sum, or none, was found in the table. */
    void found(int sum, @Nullable Flow flow) {
        if (flow != null) {
            int place = place(sum);
            flows[place] = flow;
            sums[place] = sum;
        }
        inVain++;
        if (tried >= TRIED) {
            pause = inVain > TRIED / 2 ? PAUSE : 0;
            tried = 0;
            inVain = 0;
        }
    }

    /** A flow is taken out of the table. */
    void forget(Flow flow) {
        int place = place(sum(flow));
        if (flows[place] == flow) {
            flows[place] = null;
        }
    }
}
