package org.protospec.runtime.flow;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.Addresses;
import org.protospec.runtime.limit.Limits;

/**
 * One flow: all packets between two endpoints (address and port) over one transport that belong to one connection.
 *
 * <p>{@link Direction#UP} is from the client to the server. The client is the sender of the SYN; if the capture begins later, the side
 * that does not send the SYN-ACK; else the side whose port is not among the tracker's known server ports, if the other's is; else the
 * side with the higher port; else the sender of the first packet. It is settled at the first packet, unless what the ports made believe
 * is refuted by what the sides say (see {@link FlowReplay#turn}).
 *
 * <p>A flow object is its own entry in the tracker's table and its own timer, so that an idle one stays small. It is not used again for
 * another flow, and may be kept after its end.
 */
public abstract sealed class Flow extends TimerNode permits TcpFlow, UdpFlow, PacketFlow, LaneFlow {
    /** States of {@link #flags}. */
    static final int MIDSTREAM = 1;

    static final int DROPPED = 1 << 1;
    static final int OPENED = 1 << 2;
    /** The next two are one a direction, shifted by its ordinal. */
    static final int SEEN = 1 << 3;

    static final int IGNORED = 1 << 5;

    static final int OBSERVED = 1 << 20;
    /** A protocol takes its bytes. */
    static final int DISSECTED = 1 << 25;
    /** A packet came since {@link FlowQueue} last looked. */
    static final int TOUCHED = 1 << 7;

    private final FlowClock clock;
    private final long id;
    private long clientHigh;
    private long clientLow;
    private long serverHigh;
    private long serverLow;
    private char clientPort;
    private char serverPort;
    private final long startTime;
    private long lastTime;
    private long packets;
    private long bytesUp;
    private long bytesDown;
    private @Nullable FlowConsumer consumer;
    private @Nullable EndReason endReason;
    int flags;

    /** Links of {@link FlowQueue}. */
    @Nullable
    Flow older;

    @Nullable
    Flow newer;

    Flow(
            FlowTracker tracker,
            long id,
            long clientHigh,
            long clientLow,
            int clientPort,
            long serverHigh,
            long serverLow,
            int serverPort) {
        this.clock = tracker;
        this.id = id;
        this.clientHigh = clientHigh;
        this.clientLow = clientLow;
        this.serverHigh = serverHigh;
        this.serverLow = serverLow;
        this.clientPort = (char) clientPort;
        this.serverPort = (char) serverPort;
        this.startTime = tracker.now();
        this.lastTime = tracker.timers().now();
    }

    /** What another thread sees of a flow, in a time of its own. */
    Flow(FlowClock clock, Flow original) {
        this.clock = clock;
        this.id = original.id;
        this.clientHigh = original.clientHigh;
        this.clientLow = original.clientLow;
        this.serverHigh = original.serverHigh;
        this.serverLow = original.serverLow;
        this.clientPort = original.clientPort;
        this.serverPort = original.serverPort;
        this.startTime = original.startTime;
        this.lastTime = original.lastTime;
        this.packets = original.packets;
        this.bytesUp = original.bytesUp;
        this.bytesDown = original.bytesDown;
        this.flags = original.flags & (MIDSTREAM | SEEN | SEEN << 1 | OBSERVED | DISSECTED);
    }

    /** Returns the flow's number: flows are counted from 1 in the order of their first packet. */
    public final long id() {
        return id;
    }

    /** Returns the transport protocol. */
    public abstract Transport transport();

    /** Returns the higher 64 bits of the client's address. */
    public final long clientHigh() {
        return clientHigh;
    }

    /** Returns the lower 64 bits of the client's address. */
    public final long clientLow() {
        return clientLow;
    }

    /** Returns the client's port, 0 to 65535. */
    public final int clientPort() {
        return clientPort;
    }

    /** Returns the higher 64 bits of the server's address. */
    public final long serverHigh() {
        return serverHigh;
    }

    /** Returns the lower 64 bits of the server's address. */
    public final long serverLow() {
        return serverLow;
    }

    /** Returns the server's port, 0 to 65535. */
    public final int serverPort() {
        return serverPort;
    }

    /** Appends the client as {@code 192.0.2.1:41155} or {@code [2001:db8::1]:41155} (RFC 5952); where there are no ports, its address. */
    public final StringBuilder appendClient(StringBuilder out) {
        if (!transport().hasPorts()) {
            return Addresses.append(out, clientHigh, clientLow);
        }
        return Addresses.appendEndpoint(out, clientHigh, clientLow, clientPort);
    }

    /** Appends the server, in the same form as the client. */
    public final StringBuilder appendServer(StringBuilder out) {
        if (!transport().hasPorts()) {
            return Addresses.append(out, serverHigh, serverLow);
        }
        return Addresses.appendEndpoint(out, serverHigh, serverLow, serverPort);
    }

    /** Returns how many characters {@link #appendClient} and {@link #appendServer} append together. */
    public final int endpointsLength() {
        if (!transport().hasPorts()) {
            return Addresses.length(clientHigh, clientLow) + Addresses.length(serverHigh, serverLow);
        }
        return Addresses.endpointLength(clientHigh, clientLow, clientPort)
                + Addresses.endpointLength(serverHigh, serverLow, serverPort);
    }

    /** Returns the client as {@link #appendClient} writes it. */
    public final String client() {
        return appendClient(new StringBuilder()).toString();
    }

    /** Returns the server as {@link #appendServer} writes it. */
    public final String server() {
        return appendServer(new StringBuilder()).toString();
    }

    /**
     * Tells whether the flow's beginning is missing from the capture: neither a SYN nor a SYN-ACK was seen. False for UDP. It is settled
     * when {@link FlowHandler#open} is asked.
     */
    public final boolean midstream() {
        return has(MIDSTREAM);
    }

    /**
     * Gives the flow up: from now on its packets are to be kept back (see {@link #dropped()}) and no more bytes are put in order. The
     * consumer still learns of the end.
     */
    public final void drop() {
        flags |= DROPPED;
        opaque();
    }

    /** Tells whether the flow was given up by {@link #drop()}. */
    public final boolean dropped() {
        return has(DROPPED);
    }

    /**
     * Ends the consumer's interest in the bytes of one direction: they are neither queued nor handed on any more, nor are gaps. {@link
     * FlowConsumer#closed} still is.
     */
    public final void ignore(Direction direction) {
        if (!has(OBSERVED)) {
            flags |= IGNORED << direction.ordinal();
        }
    }

    /** Ends the interest in the bytes of both directions, for example once they are encrypted. */
    public final void opaque() {
        ignore(Direction.UP);
        ignore(Direction.DOWN);
    }

    /**
     * Keeps the bytes of both directions coming whatever {@link #ignore}, {@link #opaque} and {@link #drop} say from now on: for
     * consumers such as {@link StreamDigests}, which count bytes that nobody looks into any more.
     */
    public final void observe() {
        flags |= OBSERVED;
    }

    /** Tells whether {@link #ignore}, {@link #opaque} or {@link #drop} has ended the interest in a direction's bytes. */
    public final boolean ignored(Direction direction) {
        return has(IGNORED << direction.ordinal());
    }

    /** Notes that a protocol takes the flow's bytes. */
    public final void dissected() {
        flags |= DISSECTED;
    }

    /** Tells whether a protocol takes the flow's bytes, or did until its end. */
    public final boolean isDissected() {
        return has(DISSECTED);
    }

    /** Returns the number of packets captured of both directions. */
    public final long packets() {
        return packets;
    }

    /**
     * Returns how many payload bytes one side has sent, retransmissions counted once, missing ones left out. Where nobody takes the bytes
     * of a TCP connection, bytes that only were out of order count as missing.
     */
    public final long bytes(Direction direction) {
        return direction == Direction.UP ? bytesUp : bytesDown;
    }

    /** Tells whether any packet of a direction was captured. */
    public final boolean seen(Direction direction) {
        return has(SEEN << direction.ordinal());
    }

    /** Returns what takes the flow's bytes, null if nobody does, nobody was asked yet, or the flow's end was reported. */
    public final @Nullable FlowConsumer consumer() {
        return consumer;
    }

    /** Returns the timestamp of the first packet, nanoseconds since 1970. */
    public final long startTime() {
        return startTime;
    }

    /** Returns the tracker's time ({@link TimerWheel#now()}) at the latest packet, in nanoseconds. */
    public final long lastTime() {
        return lastTime;
    }

    /** Returns why the flow is over, or null if it is not. */
    public final @Nullable EndReason endReason() {
        return endReason;
    }

    /** Returns the time that the flow's consumer lives in. */
    public final FlowClock clock() {
        return clock;
    }

    /** Returns the tracker that the flow belongs to. */
    final FlowTracker tracker() {
        return (FlowTracker) clock;
    }

    @Override
    protected final void expired(long now) {
        tracker().flows().idle(this, now);
    }

    /** Behind the time-outs of the states of the same flow. */
    @Override
    public final long order() {
        return 2 * id + 1;
    }

    @Override
    public final String toString() {
        return transport().label() + " flow " + id + " " + client() + " > " + server();
    }

    final boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Takes the client for the server and the server for the client. */
    void turn() {
        long high = clientHigh;
        long low = clientLow;
        char port = clientPort;
        clientHigh = serverHigh;
        clientLow = serverLow;
        clientPort = serverPort;
        serverHigh = high;
        serverLow = low;
        serverPort = port;
        long bytes = bytesUp;
        bytesUp = bytesDown;
        bytesDown = bytes;
        turnFlags(SEEN | IGNORED);
    }

    /** Exchanges flags that are one a direction; of each pair the lower one is given. */
    final void turnFlags(int ofUp) {
        int ofDown = ofUp << 1;
        flags = flags & ~(ofUp | ofDown) | (flags & ofUp) << 1 | (flags & ofDown) >>> 1;
    }

    /** Sets the bytes counted of a direction, while calls that were held back are replayed. */
    final void bytes(Direction direction, long bytes) {
        if (direction == Direction.UP) {
            bytesUp = bytes;
        } else {
            bytesDown = bytes;
        }
    }

    /** Sets how many packets there were, and when the latest one came, as another thread has counted them. */
    final void packets(long count, long time) {
        packets = count;
        lastTime = time;
    }

    final void packet(Direction direction, long time) {
        packets++;
        lastTime = time;
        flags |= SEEN << direction.ordinal() | TOUCHED;
    }

    final void count(Direction direction, long length) {
        if (direction == Direction.UP) {
            bytesUp += length;
        } else {
            bytesDown += length;
        }
    }

    final boolean isClient(long high, long low, int port) {
        return port == clientPort && low == clientLow && high == clientHigh;
    }

    /** In which bits client and server differ from two endpoints; 0 if they are those. */
    final long differences(long high, long low, int port, long otherHigh, long otherLow, int otherPort) {
        return high ^ clientHigh
                | low ^ clientLow
                | port ^ clientPort
                | otherHigh ^ serverHigh
                | otherLow ^ serverLow
                | otherPort ^ serverPort;
    }

    /** Asks for a consumer, the first time. */
    final @Nullable FlowConsumer open(FlowHandler handler) {
        if (!has(OPENED)) {
            flags |= OPENED;
            consumer = handler.open(this);
        }
        return consumer;
    }

    /** Ends the flow, and lets go of the consumer. */
    final void over(EndReason reason, FlowHandler handler) {
        endReason = reason;
        // What a lane sees of a flow is in no table.
        if (clock instanceof FlowTracker tracker) {
            tracker.flows().over();
        }
        if (consumer != null) {
            consumer.end(reason);
        }
        handler.ended(this, reason);
        consumer = null;
    }

    /** Returns for how many nanoseconds without a packet the flow is kept. */
    abstract long timeout(Limits limits);
}
