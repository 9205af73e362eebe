package org.protospec.it.cases;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.protocol.Protocols;
import org.protospec.runtime.detect.Detector;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.FlowHandler;
import org.protospec.runtime.flow.FlowTracker;
import org.protospec.runtime.flow.StreamDigests;
import org.protospec.runtime.flow.Transport;
import org.protospec.runtime.flow.UdpDatagram;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.machine.Protocol;
import org.protospec.runtime.tcp.TcpSegment;

/** Plays an input into a machine: TCP segments, or datagrams, through the flow tracker. */
final class FlowRun implements FlowHandler {
    private static final int CLIENT_PORT = 40000;
    private static final int SERVER_PORT = 7;
    private static final int WINDOW = 0xffff;
    private static final long MILLISECOND = 1_000_000L;

    /** The dissectors of a run: those of its protocols, and of installed ones that flows are handed over to. */
    private record Dissectors(List<Protocol> protocols, Rules rules, EventLog log, Map<String, Dissector> made) {
        Dissectors(List<Protocol> protocols, Rules rules, EventLog log) {
            this(protocols, rules, log, new LinkedHashMap<>());
        }

        private @Nullable Dissector find(String name) {
            return protocols.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .or(() -> Optional.ofNullable(Protocols.find(name)))
                    .map(this::of)
                    .orElse(null);
        }

        Dissector of(Protocol protocol) {
            Dissector known = made.get(protocol.name());
            if (known != null) {
                return known;
            }
            protocol.events().forEach(type -> log.stream(rules, type));
            Dissector dissector = protocol.dissector(rules);
            dissector.handOver(this::find);
            made.put(protocol.name(), dissector);
            return dissector;
        }
    }

    private enum Port {
        KNOWN,
        UNKNOWN
    }

    private final EventLog log = new EventLog();
    private final Dissector dissector;
    private final FlowTracker tracker;
    private final Transport carrier;
    private final boolean datagrams;
    private final @Nullable Detector<Protocol> detector;
    private final long[] sequence = {1, 1};
    private long packet;
    private long time = 1_000_000_000_000L;
    private boolean silentPeer;
    private @Nullable Machine machine;

    private FlowRun(List<Protocol> protocols, Port port, @Nullable String transport) {
        Protocol protocol = protocols.get(0);
        Rules rules = new Rules();
        rules.install(log);
        dissector = new Dissectors(protocols, rules, log).of(protocol);
        BitSet ports = new BitSet();
        if (port == Port.KNOWN) {
            ports.set(SERVER_PORT);
        }
        Limits limits = Limits.defaults().with(Limit.GAP_PACKETS, 1).with(Limit.GAP_DELAY, MILLISECOND);
        tracker = new FlowTracker(this, limits, ports, 1);
        detector = port == Port.KNOWN ? null : new Detector<>(this::dissect, limits, tracker.counters());
        if (detector != null) {
            detector.add(protocol, Transport.TCP, protocol.signatures());
            detector.add(protocol, Transport.UDP, protocol.signatures());
        }
        carrier = transport == null ? carrier(protocol) : Transport.valueOf(transport.toUpperCase(Locale.ROOT));
        datagrams = carrier != Transport.TCP;
    }

    /** The last of the layers that a spec names, or TCP. */
    private static Transport carrier(Protocol protocol) {
        Transport carrier = Transport.TCP;
        for (Transport each : Transport.values()) {
            if (protocol.bindings().stream().anyMatch(binding -> binding.layer().equals(each.label()))) {
                carrier = each;
            }
        }
        return carrier;
    }

    /** The events of an input that is cut in a certain way, a line each. */
    static List<String> of(List<Protocol> protocols, List<Step> steps, Cuts cuts) {
        if (steps.get(0) instanceof Step.Over over) {
            return of(protocols, steps.subList(1, steps.size()), cuts, over.transport());
        }
        return of(protocols, steps, cuts, null);
    }

    private static List<String> of(List<Protocol> protocols, List<Step> steps, Cuts cuts, @Nullable String transport) {
        boolean unknown = steps.get(0) instanceof Step.UnknownPort;
        FlowRun run = new FlowRun(protocols, unknown ? Port.UNKNOWN : Port.KNOWN, transport);
        run.play(unknown ? steps.subList(1, steps.size()) : steps, cuts);
        return run.log.lines();
    }

    private void play(List<Step> steps, Cuts cuts) {
        Step first = steps.get(0);
        if (first instanceof Step.OneSided) {
            silentPeer = true;
        }
        if (!datagrams && !(first instanceof Step.Midstream)) {
            segment(Direction.UP, TcpSegment.SYN, new byte[0]);
            if (!silentPeer) {
                segment(Direction.DOWN, TcpSegment.SYN | TcpSegment.ACK, new byte[0]);
            }
            segment(Direction.UP, TcpSegment.ACK, new byte[0]);
        }
        int line = 0;
        for (Step step : steps) {
            time += MILLISECOND;
            if (step instanceof Step.Bytes bytes) {
                line(bytes, cuts.ends(line++, bytes.bytes().length));
            } else if (step instanceof Step.Missing missing) {
                sequence[missing.direction().ordinal()] += missing.bytes();
            } else if (step instanceof Step.Close close) {
                segment(close.direction(), TcpSegment.FIN | TcpSegment.ACK, new byte[0]);
                sequence[close.direction().ordinal()]++;
                acknowledge(close.direction());
            } else if (step instanceof Step.Time passing) {
                time += passing.nanoseconds();
                tracker.advance(time);
            } else if (step instanceof Step.Happens event) {
                packet();
                Driver.happens(Objects.requireNonNull(machine), event);
            } else if (step instanceof Step.End) {
                tracker.end();
            }
        }
        tracker.end();
        Machine ended = machine;
        log.add(
                ended == null
                        ? "no machine"
                        : "state " + ended.last().stateName()
                                + (ended.last() == ended
                                        ? ""
                                        : " of " + ended.last().protocol())
                                + (ended.flow().dropped() ? " dropped" : ""));
    }

    private void line(Step.Bytes line, List<Integer> ends) {
        int at = 0;
        if (datagrams) {
            packet();
            UdpDatagram datagram = endpoints(line.direction()).payload(line.bytes(), 0, line.bytes().length);
            if (carrier.hasPorts()) {
                tracker.udp(datagram);
            } else {
                tracker.carried(carrier, datagram);
            }
            settle();
            return;
        }
        for (int end : ends) {
            // An array for each piece, damaged afterwards: what is still read from it shows.
            byte[] piece = Arrays.copyOfRange(line.bytes(), at, end);
            segment(line.direction(), TcpSegment.ACK, piece);
            sequence[line.direction().ordinal()] += piece.length;
            Arrays.fill(piece, (byte) '?');
            acknowledge(line.direction());
            at = end;
        }
    }

    /** The receiver acknowledges all, twice, so that what is missing before counts as missing from the capture. */
    private void acknowledge(Direction direction) {
        if (!silentPeer) {
            segment(direction.opposite(), TcpSegment.ACK, new byte[0]);
            segment(direction.opposite(), TcpSegment.ACK, new byte[0]);
        }
    }

    private void packet() {
        packet++;
        tracker.packet(packet, time);
    }

    private void segment(Direction direction, int flags, byte[] bytes) {
        packet();
        boolean syn = (flags & TcpSegment.SYN) != 0;
        boolean up = direction == Direction.UP;
        long next = syn ? 0 : sequence[direction.ordinal()];
        TcpSegment segment = new TcpSegment();
        segment.endpoints(0, up ? 1 : 2, up ? CLIENT_PORT : SERVER_PORT, 0, up ? 2 : 1, up ? SERVER_PORT : CLIENT_PORT)
                .header((int) next, (int) sequence[direction.opposite().ordinal()], flags, WINDOW)
                .payload(bytes, 0, bytes.length);
        tracker.tcp(segment);
        settle();
    }

    private void settle() {
        if (detector != null) {
            detector.settle();
        }
    }

    private UdpDatagram endpoints(Direction direction) {
        boolean up = direction == Direction.UP;
        return new UdpDatagram()
                .endpoints(
                        0, up ? 1 : 2, up ? CLIENT_PORT : SERVER_PORT, 0, up ? 2 : 1, up ? SERVER_PORT : CLIENT_PORT);
    }

    @Override
    public @Nullable FlowConsumer open(Flow flow) {
        return detector == null ? dissect(flow) : detector.watch(flow);
    }

    private FlowConsumer dissect(Flow flow, Protocol protocol) {
        FlowConsumer opened = dissect(flow);
        return opened == null ? new StreamDigests(null) : opened;
    }

    private @Nullable FlowConsumer dissect(Flow flow) {
        Machine opened = dissector.open(flow);
        machine = opened;
        if (opened != null) {
            opened.begin();
        }
        return opened;
    }

    @Override
    public void ended(Flow flow, EndReason reason) {}
}
