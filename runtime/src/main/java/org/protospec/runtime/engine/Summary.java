package org.protospec.runtime.engine;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.protospec.runtime.ip.FragmentCounts;
import org.protospec.runtime.limit.Limit;

/**
 * What a run amounted to.
 *
 * @param captures number of captures read
 * @param packets number of packets read
 * @param bytes captured bytes of these packets
 * @param flows flows over TCP and UDP, dissected or not
 * @param dissected flows that a protocol took
 * @param dissectedPackets packets of these flows; together with those of {@code undissected} and {@code skipped} they are all packets,
 *     once all flows have ended
 * @param midstream of these the ones left alone, as their beginning was not captured and the spec has no state for that
 * @param cutOff packets of which fewer bytes were captured than were on the wire, as a snap length does
 * @param overlong packets of which more bytes were captured than were on the wire, as the capture says: they were read whole
 * @param damages places of the captures that were damaged
 * @param bytesSkipped bytes of the captures that were left out because of that
 * @param undissected flows that no protocol took, by transport and server port: those of the most packets, then the rest
 * @param skipped packets that belong to no flow, by reason, in alphabetical order
 * @param fragments what has become of the fragments of IP
 * @param limits how often each limit was reached, those that were
 * @param alerts alerts raised
 * @param errors parse errors
 * @param seconds time that the run has taken, by the clock
 */
public record Summary(
        long captures,
        long packets,
        long bytes,
        long flows,
        long dissected,
        long dissectedPackets,
        long midstream,
        long cutOff,
        long overlong,
        long damages,
        long bytesSkipped,
        List<UndissectedFlows> undissected,
        SortedMap<String, Long> skipped,
        FragmentCounts fragments,
        Map<Limit, Long> limits,
        long alerts,
        long errors,
        double seconds) {
    public Summary {
        undissected = List.copyOf(undissected);
        limits = Collections.unmodifiableMap(limits.isEmpty() ? new EnumMap<>(Limit.class) : new EnumMap<>(limits));
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }
}
