package org.protospec.runtime.ip;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;

/**
 * Puts datagrams together from their fragments (RFC 791, section 3.2; RFC 815; RFC 8200, section 4.5), in whatever order they come.
 *
 * <p>It believes nothing: not that fragments come at all, nor that they fit together. What is wrong with one is counted ({@link
 * #counts()}); where two say different things of the same bytes, that is told as well, and an {@link FragmentPolicy} decides. What it holds
 * is bounded by {@link Limit#FRAGMENT_DATAGRAMS}, {@link Limit#FRAGMENT_BYTES} (but one datagram always has room), {@link
 * Limit#FRAGMENT_PIECES} and, in capture time, {@link Limit#FRAGMENT_TIMEOUT}.
 */
public final class FragmentAssembler {
    /** Most bytes of a datagram: its length has 16 bits (RFC 791, section 3.1; RFC 8200, section 3). */
    public static final int MAX_DATAGRAM = 65_535;

    /** All but the last fragment of IPv6 carry a multiple of so many bytes. */
    private static final int UNIT = 8;

    private final int maxDatagrams;
    private final long maxBytes;
    private final int maxPieces;
    private final long timeout;
    private final FragmentPolicy ipv4;
    private final FragmentPolicy ipv6;
    private final Overlaps overlaps;
    private final DatagramTable table;
    private final BlockPool pool = new BlockPool();
    private final long[] counts = new long[Count.values().length];
    private byte[] assembled = {};
    private int length;
    private int cutOff;
    private int protocol;

    private enum Count {
        FRAGMENTS,
        COMPLETED,
        DUPLICATES,
        OVERLAPS,
        CONFLICTS,
        ABANDONED,
        MALFORMED,
        TOO_LONG,
        CONTRADICTORY,
        TOO_MANY_PIECES,
        EXPIRED,
        EVICTED,
        UNFINISHED
    }

    /**
     * Creates an assembler.
     *
     * @param ipv4 what becomes of overlaps in IPv4
     * @param ipv6 the same in IPv6
     * @param seed for the hash table: random, so that nobody can choose colliding datagrams; no result depends on it
     */
    public FragmentAssembler(
            Limits limits, FragmentPolicy ipv4, FragmentPolicy ipv6, ConflictListener listener, long seed) {
        maxDatagrams = limits.intOf(Limit.FRAGMENT_DATAGRAMS);
        maxBytes = Math.max(limits.of(Limit.FRAGMENT_BYTES), MAX_DATAGRAM + 1);
        maxPieces = limits.intOf(Limit.FRAGMENT_PIECES);
        timeout = limits.of(Limit.FRAGMENT_TIMEOUT);
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        overlaps = new Overlaps(listener);
        table = new DatagramTable(maxDatagrams, seed);
    }

    /**
     * Takes a fragment.
     *
     * @param now capture time in nanoseconds
     * @return whether it completes its datagram: then {@link #bytes()}, {@link #length()}, {@link #cutOff()} and {@link #protocol()} are
     *     those of the datagram, until the next call
     */
    public boolean add(Fragment fragment, long now) {
        count(Count.FRAGMENTS);
        expire(now);
        if (!isSound(fragment)) {
            return false;
        }
        PartialDatagram d = table.find(fragment);
        if (d != null && isExpired(d, now)) {
            forget(d, Count.EXPIRED);
            d = null;
        }
        if (d == null) {
            if (table.size() >= maxDatagrams) {
                evictOldestBut(null);
            }
            d = table.begin(fragment, now);
        }
        return !d.abandoned && fits(d, fragment) && take(d, fragment) && complete(d);
    }

    private boolean isSound(Fragment f) {
        // RFC 8200, section 4.5. RFC 791 says the same, but does not say what becomes of others; IPv4's receivers
        // differ.
        boolean misaligned = f.version() != 4 && f.more() && f.length() % UNIT != 0;
        if (f.length() <= 0 || misaligned) {
            return refuse(Count.MALFORMED);
        }
        // A length is an int, and so might be anything here.
        return f.length() <= MAX_DATAGRAM - f.offset() || refuse(Count.TOO_LONG);
    }

    /** Whether a fragment agrees with the others on where the datagram ends. */
    private boolean fits(PartialDatagram d, Fragment f) {
        int end = f.offset() + f.length();
        boolean known = d.length() >= 0;
        boolean agrees = f.more() ? !known || end <= d.length() : known ? end == d.length() : d.ranges.last() <= end;
        return agrees || refuse(Count.CONTRADICTORY);
    }

    private boolean take(PartialDatagram d, Fragment f) {
        int from = f.offset();
        int to = from + f.length();
        FragmentPolicy policy = f.version() == 4 ? ipv4 : ipv6;
        int conflicts = overlaps.compare(d, f, policy);
        boolean all = d.ranges.covers(from, to);
        if (all && conflicts == 0) {
            // A last fragment that adds no bytes may still be the first to say where the end is.
            count(Count.DUPLICATES);
        } else if (overlaps.found()) {
            count(Count.OVERLAPS);
            counts[Count.CONFLICTS.ordinal()] += conflicts == 0 ? 0 : 1;
            if (policy == FragmentPolicy.DISCARD) {
                count(Count.ABANDONED);
                d.abandoned = true;
                d.release(pool);
                return false;
            }
        }
        if (d.ranges.countWith(from, to) > maxPieces) {
            return refuse(Count.TOO_MANY_PIECES);
        }
        if (!all || (conflicts > 0 && policy == FragmentPolicy.LAST)) {
            store(d, f, policy);
        }
        if (!f.more()) {
            d.length(to);
        }
        return true;
    }

    private void store(PartialDatagram d, Fragment f, FragmentPolicy policy) {
        int from = f.offset();
        int to = from + f.captured();
        int end = from + f.length();
        if (to < end && !d.ranges.covers(to, end)) {
            d.cutAt(to);
        }
        if (from == 0 && !d.ranges.covers(0, 1)) {
            d.protocol = f.protocol();
        }
        makeRoom(d, d.blocksMissing(from, to));
        if (policy == FragmentPolicy.LAST) {
            d.write(f, from, to, pool);
        } else {
            overlaps.writeNew(d, f, pool);
        }
        d.ranges.add(from, end);
    }

    private boolean complete(PartialDatagram d) {
        if (!d.isComplete()) {
            return false;
        }
        if (assembled.length == 0) {
            assembled = new byte[MAX_DATAGRAM + 1];
        }
        length = Math.min(d.length(), d.known());
        cutOff = d.length() - length;
        protocol = d.protocol;
        d.copy(assembled, length);
        forget(d, Count.COMPLETED);
        return true;
    }

    /** The array that holds the payload of the datagram that was completed last, from index 0. */
    public byte[] bytes() {
        return assembled;
    }

    /** Its length in bytes, as far as it was captured. */
    public int length() {
        return length;
    }

    /** How many bytes at its end were not captured, as the snap length cut a fragment. */
    public int cutOff() {
        return cutOff;
    }

    /** What it carries: the protocol number or next header that the fragment at its beginning has. */
    public int protocol() {
        return protocol;
    }

    /** Forgets all datagrams that are not complete: the capture has ended. */
    public void end() {
        for (PartialDatagram d = table.oldest(); d != null; d = table.oldest()) {
            forget(d, Count.UNFINISHED);
        }
    }

    /** What has become of the fragments so far. */
    public FragmentCounts counts() {
        return new FragmentCounts(
                of(Count.FRAGMENTS),
                of(Count.COMPLETED),
                of(Count.DUPLICATES),
                of(Count.OVERLAPS),
                of(Count.CONFLICTS),
                of(Count.ABANDONED),
                of(Count.MALFORMED),
                of(Count.TOO_LONG),
                of(Count.CONTRADICTORY),
                of(Count.TOO_MANY_PIECES),
                of(Count.EXPIRED),
                of(Count.EVICTED),
                of(Count.UNFINISHED));
    }

    /** Bytes of memory that wait for other fragments, in whole blocks. */
    public long heldBytes() {
        return pool.bytes();
    }

    private boolean isExpired(PartialDatagram d, long now) {
        long age = now - d.began;
        // Time may go back: what lies as far in the future will not be completed either.
        return age >= timeout || -age >= timeout;
    }

    private void expire(long now) {
        for (PartialDatagram d = table.oldest(); d != null && isExpired(d, now); d = table.oldest()) {
            forget(d, Count.EXPIRED);
        }
    }

    private void makeRoom(PartialDatagram d, int blocks) {
        while (pool.bytes() + (long) blocks * BlockPool.BLOCK > maxBytes && evictOldestBut(d)) {
            // The one datagram that remains always has room.
        }
    }

    private boolean evictOldestBut(@Nullable PartialDatagram spared) {
        PartialDatagram victim = table.oldest();
        if (victim != null && victim == spared) {
            victim = victim.newer;
        }
        if (victim == null) {
            return false;
        }
        forget(victim, Count.EVICTED);
        return true;
    }

    /** Forgets a datagram; one that was abandoned has been counted already. */
    private void forget(PartialDatagram d, Count why) {
        if (!d.abandoned) {
            count(why);
        }
        d.release(pool);
        table.remove(d);
    }

    private boolean refuse(Count why) {
        count(why);
        return false;
    }

    private void count(Count what) {
        counts[what.ordinal()]++;
    }

    private long of(Count what) {
        return counts[what.ordinal()];
    }
}
