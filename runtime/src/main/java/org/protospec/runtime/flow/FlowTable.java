package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;

/**
 * The flows of one transport by their endpoints, in whichever order: an open addressing hash table with linear probing and without
 * tombstones (Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithm R). The hashes lie beside the flows, so that a
 * probe rarely touches a flow that is not the right one; most searches end before, at one of the {@link RecentFlows}. Hashing is seeded:
 * who sends the packets cannot choose the collisions.
 */
final class FlowTable<F extends Flow> {
    private static final int INITIAL = 1 << 8;
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private final long seed;
    private @Nullable Flow[] flows = new @Nullable Flow[INITIAL];
    private int[] hashes = new int[INITIAL];
    private final RecentFlows recent = new RecentFlows();
    private int size;

    FlowTable(long seed) {
        this.seed = seed;
    }

    int size() {
        return size;
    }

    /** Returns the flow between two endpoints, or null. */
    @SuppressWarnings("unchecked") // Only put() writes to the table.
    @Nullable
    F find(long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort) {
        if (!recent.isWorthwhile()) {
            return search(aHigh, aLow, aPort, bHigh, bLow, bPort);
        }
        int sum = RecentFlows.sum(aHigh, aLow, aPort, bHigh, bLow, bPort);
        Flow last = recent.last(sum);
        if (last != null && matches(last, aHigh, aLow, aPort, bHigh, bLow, bPort)) {
            return (F) last;
        }
        F found = search(aHigh, aLow, aPort, bHigh, bLow, bPort);
        recent.found(sum, found);
        return found;
    }

    @SuppressWarnings("unchecked") // Only put() writes to the table.
    private @Nullable F search(long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort) {
        int hash = hash(aHigh, aLow, aPort, bHigh, bLow, bPort);
        int mask = hashes.length - 1;
        for (int i = hash & mask; ; i = i + 1 & mask) {
            Flow flow = flows[i];
            if (flow == null) {
                return null;
            }
            if (hashes[i] == hash && matches(flow, aHigh, aLow, aPort, bHigh, bLow, bPort)) {
                return (F) flow;
            }
        }
    }

    /** Looks at the place where the flow of a hash is mostly found; what is returned means nothing. */
    int glance(int hash) {
        int i = hash & hashes.length - 1;
        return hashes[i] + (flows[i] == null ? 0 : 1);
    }

    /** Returns the first flow that has a hash, without a look at the flow itself; null if there is none. */
    @SuppressWarnings("unchecked") // Only put() writes to the table.
    @Nullable
    F likely(int hash) {
        int mask = hashes.length - 1;
        int i = hash & mask;
        while (flows[i] != null && hashes[i] != hash) {
            i = i + 1 & mask;
        }
        return (F) flows[i];
    }

    void put(F flow) {
        if (size >= hashes.length / 4 * 3) {
            grow();
        }
        insert(flow, hash(flow));
        size++;
    }

    void remove(F flow) {
        recent.forget(flow);
        int mask = hashes.length - 1;
        int hole = hash(flow) & mask;
        while (flows[hole] != flow) {
            if (flows[hole] == null) {
                return;
            }
            hole = hole + 1 & mask;
        }
        size--;
        for (int i = hole + 1 & mask; flows[i] != null; i = i + 1 & mask) {
            int home = hashes[i] & mask;
            // The entry may move into the hole unless its home lies behind it, cyclically.
            if ((i - home & mask) >= (i - hole & mask)) {
                flows[hole] = flows[i];
                hashes[hole] = hashes[i];
                hole = i;
            }
        }
        flows[hole] = null;
    }

    private void grow() {
        @Nullable Flow[] oldFlows = flows;
        int[] oldHashes = hashes;
        flows = new @Nullable Flow[oldFlows.length * 2];
        hashes = new int[oldFlows.length * 2];
        for (int i = 0; i < oldFlows.length; i++) {
            Flow flow = oldFlows[i];
            if (flow != null) {
                insert(flow, oldHashes[i]);
            }
        }
    }

    private void insert(Flow flow, int hash) {
        int mask = hashes.length - 1;
        int i = hash & mask;
        while (flows[i] != null) {
            i = i + 1 & mask;
        }
        flows[i] = flow;
        hashes[i] = hash;
    }

    /** Looks for both orders of the endpoints at once: which of them it is, nobody can foretell. */
    private static boolean matches(Flow flow, long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort) {
        long same = flow.differences(aHigh, aLow, aPort, bHigh, bLow, bPort);
        long turned = flow.differences(bHigh, bLow, bPort, aHigh, aLow, aPort);
        // The sign of n | -n is set unless n is 0.
        return ((same | -same) & (turned | -turned)) >= 0;
    }

    private int hash(Flow flow) {
        return hash(
                flow.clientHigh(),
                flow.clientLow(),
                flow.clientPort(),
                flow.serverHigh(),
                flow.serverLow(),
                flow.serverPort());
    }

    /** The same for both orders of the endpoints. */
    int hash(long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort) {
        long hash = fold(endpoint(aHigh, aLow, aPort) + endpoint(bHigh, bLow, bPort), seed | 1);
        return (int) (hash >>> 32);
    }

    private long endpoint(long high, long low, int port) {
        return fold(low ^ seed, (high ^ (long) port << 32) + GOLDEN_RATIO ^ Long.rotateLeft(seed, 32));
    }

    /** Both halves of a product of 128 bits: it depends on all bits of both factors (the multiplier of wyhash, Wang Yi, 2019). */
    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ a * b;
    }
}
