package org.protospec.runtime.ip;

import org.jspecify.annotations.Nullable;

/**
 * The datagrams of which fragments are missing: a hash table with chains, and a queue in the order in which they began. The hash is
 * seeded: who sends the fragments cannot choose the collisions. Its objects are used again.
 */
final class DatagramTable {
    private final long seed;
    private final @Nullable PartialDatagram[] heads;
    private @Nullable PartialDatagram oldest;
    private @Nullable PartialDatagram newest;
    private @Nullable PartialDatagram free;
    private int size;

    /** A table for about {@code most} datagrams. */
    DatagramTable(int most, long seed) {
        this.seed = seed;
        heads = new @Nullable PartialDatagram[Integer.highestOneBit(Math.min(Math.max(most, 16), 1 << 20))];
    }

    int size() {
        return size;
    }

    @Nullable
    PartialDatagram oldest() {
        return oldest;
    }

    /** The datagram of a fragment, or null. */
    @Nullable
    PartialDatagram find(Fragment fragment) {
        int hash = fragment.hash(seed);
        PartialDatagram d = heads[hash & heads.length - 1];
        while (d != null && (d.hash != hash || !fragment.isOf(d))) {
            d = d.chained;
        }
        return d;
    }

    /** Begins the datagram of a fragment that none was found for. */
    PartialDatagram begin(Fragment fragment, long now) {
        PartialDatagram d = free;
        if (d == null) {
            d = new PartialDatagram();
        } else {
            free = d.chained;
        }
        d.begin(now);
        fragment.name(d);
        d.hash = fragment.hash(seed);
        int place = d.hash & heads.length - 1;
        d.chained = heads[place];
        heads[place] = d;
        d.older = newest;
        d.newer = null;
        if (newest == null) {
            oldest = d;
        } else {
            newest.newer = d;
        }
        newest = d;
        size++;
        return d;
    }

    /** Forgets a datagram, whose object is used again. */
    void remove(PartialDatagram d) {
        unchain(d);
        PartialDatagram before = d.older;
        PartialDatagram behind = d.newer;
        if (before == null) {
            oldest = behind;
        } else {
            before.newer = behind;
        }
        if (behind == null) {
            newest = before;
        } else {
            behind.older = before;
        }
        d.older = null;
        d.newer = null;
        d.chained = free;
        free = d;
        size--;
    }

    private void unchain(PartialDatagram d) {
        int place = d.hash & heads.length - 1;
        PartialDatagram each = heads[place];
        if (each == d) {
            heads[place] = d.chained;
            return;
        }
        while (each != null) {
            if (each.chained == d) {
                each.chained = d.chained;
                return;
            }
            each = each.chained;
        }
    }
}
