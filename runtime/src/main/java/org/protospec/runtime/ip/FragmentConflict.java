package org.protospec.runtime.ip;

/**
 * Two fragments of a datagram say different things of the same bytes: an attempt to show a watcher something else than the receiver, or
 * two datagrams with the same identification. Immutable; it may be kept.
 *
 * @param version of IP, 4 or 6
 * @param source address, as text
 * @param destination address, as text
 * @param identification of the datagram, not negative
 * @param protocol what the later fragment says that the datagram carries: protocol number or next header
 * @param offset of the first byte that differs, in the datagram's payload
 * @param bytes number of bytes from the first one that differs to the last
 * @param policy what became of them
 * @param earlier these bytes as an earlier fragment had them, {@value #MAX_BYTES} at most; not to be changed
 * @param later the same as the later one has them
 */
@SuppressWarnings("ArrayRecordComponent") // It is shown, never compared.
public record FragmentConflict(
        int version,
        String source,
        String destination,
        long identification,
        int protocol,
        int offset,
        int bytes,
        FragmentPolicy policy,
        byte[] earlier,
        byte[] later) {
    /** Most bytes of either side that a conflict shows: enough to see what was meant, whatever an attacker sends. */
    public static final int MAX_BYTES = 1024;

    /** Returns the side that the datagram keeps; of a discarded one the earlier. */
    public byte[] kept() {
        return policy == FragmentPolicy.LAST ? later : earlier;
    }

    /** Returns the side that it does not keep. */
    public byte[] other() {
        return policy == FragmentPolicy.LAST ? earlier : later;
    }
}
