package org.protospec.runtime.engine;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.protospec.runtime.ip.FragmentCounts;

/**
 * What a run amounted to.
 *
 * @param captures number of captures read
 * @param packets number of packets read
 * @param bytes captured bytes of these packets
 * @param flows flows over TCP and UDP, dissected or not
 * @param dissected flows that a protocol took
 * @param midstream of these the ones left alone, as their beginning was not captured and the spec has no state for that
 * @param cutOff packets of which fewer bytes were captured than were on the wire, as a snap length does
 * @param overlong packets of which more bytes were captured than were on the wire, as the capture says: they were read whole
 * @param damages places of the captures that were damaged
 * @param bytesSkipped bytes of the captures that were left out because of that
 * @param skipped packets that belong to no flow, by reason, in alphabetical order
 * @param fragments what has become of the fragments of IP
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
        long midstream,
        long cutOff,
        long overlong,
        long damages,
        long bytesSkipped,
        SortedMap<String, Long> skipped,
        FragmentCounts fragments,
        long alerts,
        long errors,
        double seconds) {
    public Summary {
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    }
}
