package org.protospec.protocols.stack;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.engine.PacketDecoder.Decoded;
import org.protospec.runtime.limit.Limit;

/**
 * How far a packet has been read, and what comes next. Each layer reads its header, moves on, and says what follows: so packets in packets
 * need no recursion, and the number of headers is bounded.
 */
final class Cursor {
    /** Most bytes that are believed to be cut off where no header says how many there were: larger packets are refused, too. */
    private static final int MAX_CUT_OFF = (int) Limit.PACKET_BYTES.defaultValue();

    /** The bytes, those of the packet or of a datagram put together. */
    byte[] bytes = {};
    /** Index of the first byte that was not read. */
    int at;
    /** Index behind the last byte of the current layer, as far as it was captured. */
    int to;
    /** How many bytes of the current layer follow that were on the wire but not captured. */
    int cutOff;
    /** The Ethernet frame that the packet lies in, and where its header begins there; before 0 where there is none. */
    byte[] frame = {};

    int frameAt;
    /** Capture time in nanoseconds. */
    long time;

    private Next next = Next.LINK;
    private int number;
    private int layersLeft;
    private @Nullable Decoded outcome;
    private boolean malformed;
    private String reason = "";

    void start(Packet packet, int maxLayers) {
        show(packet.bytes(), packet.offset(), packet.offset() + packet.length(), packet.wireLength() - packet.length());
        frameAt = -1;
        time = packet.timestamp();
        layersLeft = maxLayers;
        outcome = null;
        malformed = false;
        reason = "";
        then(Next.LINK, packet.linkType());
    }

    /** Goes on in other bytes. */
    void show(byte[] array, int from, int end, int missing) {
        bytes = array;
        at = from;
        to = end;
        cutOff = Math.min(Math.max(0, missing), MAX_CUT_OFF);
    }

    /** Whether there is another header to be read. */
    boolean goesOn() {
        return outcome == null;
    }

    Next next() {
        return next;
    }

    int number() {
        return number;
    }

    void then(Next kind) {
        then(kind, 0);
    }

    void then(Next kind, int numbered) {
        next = kind;
        number = numbered;
        if (layersLeft-- == 0) {
            skip("too many layers");
        }
    }

    /** Number of bytes that were not read. */
    int left() {
        return to - at;
    }

    /** Passes over bytes; false where there are not as many. */
    boolean pass(long count) {
        if (count < 0 || count > left()) {
            return false;
        }
        at += (int) count;
        return true;
    }

    /** The current layer ends at an index, as its header says: what follows is padding, or was cut off. */
    void end(int index) {
        if (index <= to) {
            to = Math.max(at, index);
            cutOff = 0;
        } else {
            cutOff = Math.min(cutOff, index - to);
        }
    }

    /** Whether a layer that ends at an index would reach beyond what was on the wire. */
    boolean isBeyondWire(int index) {
        return index - to > cutOff;
    }

    /** Takes bytes off the end, as of a checksum behind the frame. */
    void shorten(int count) {
        int captured = Math.max(0, count - cutOff);
        cutOff = Math.max(0, cutOff - count);
        to = Math.max(at, to - captured);
    }

    /** The packet holds nothing that belongs to a flow. */
    void skip(String why) {
        outcome = Decoded.SKIPPED;
        reason = why;
    }

    /** The packet is not what it is said to be, or cut off in a header. */
    void malformed(String why) {
        skip(why);
        malformed = true;
    }

    void found(Decoded what) {
        outcome = what;
        malformed = false;
        reason = "";
    }

    boolean isMalformed() {
        return malformed;
    }

    Decoded outcome() {
        return outcome == null ? Decoded.SKIPPED : outcome;
    }

    /** Why the packet was skipped; empty if it was not. */
    String reason() {
        return reason;
    }
}
