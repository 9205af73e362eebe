package org.protospec.runtime.ip;

/**
 * What has become of the fragments of a run.
 *
 * @param fragments fragments captured
 * @param completed datagrams put together
 * @param duplicates fragments that said what was already known
 * @param overlaps other fragments that overlapped earlier ones
 * @param conflicts of these overlaps the ones whose bytes differed
 * @param abandoned datagrams given up for an overlap ({@link FragmentPolicy#DISCARD})
 * @param malformed fragments ignored that had no bytes, or, in IPv6, others behind them but no multiple of 8 bytes
 * @param tooLong fragments ignored that reached beyond 65,535 bytes (as in the "ping of death")
 * @param contradictory fragments ignored that reached beyond the datagram's end, or put it elsewhere or before bytes that had come
 * @param tooManyPieces fragments ignored for {@link org.protospec.runtime.limit.Limit#FRAGMENT_PIECES}
 * @param expired datagrams given up for {@link org.protospec.runtime.limit.Limit#FRAGMENT_TIMEOUT}
 * @param evicted datagrams given up to make room for others
 * @param unfinished datagrams incomplete at the end of a capture
 */
public record FragmentCounts(
        long fragments,
        long completed,
        long duplicates,
        long overlaps,
        long conflicts,
        long abandoned,
        long malformed,
        long tooLong,
        long contradictory,
        long tooManyPieces,
        long expired,
        long evicted,
        long unfinished) {
    /** No fragments at all. */
    public static final FragmentCounts NONE = new FragmentCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** What takes the numbers. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes a number by the name that output gives it. */
        void count(String name, long value);
    }

    /** Hands out the numbers that are not zero, by the names that output gives them, in the order of this record. */
    public void forEach(Visitor visitor) {
        visit(visitor, "fragments", fragments);
        visit(visitor, "completed", completed);
        visit(visitor, "duplicates", duplicates);
        visit(visitor, "overlaps", overlaps);
        visit(visitor, "conflicts", conflicts);
        visit(visitor, "abandoned", abandoned);
        visit(visitor, "malformed", malformed);
        visit(visitor, "too_long", tooLong);
        visit(visitor, "contradictory", contradictory);
        visit(visitor, "too_many_pieces", tooManyPieces);
        visit(visitor, "expired", expired);
        visit(visitor, "evicted", evicted);
        visit(visitor, "unfinished", unfinished);
    }

    private static void visit(Visitor visitor, String name, long value) {
        if (value != 0) {
            visitor.count(name, value);
        }
    }
}
