package org.protospec.runtime.event;

import org.protospec.runtime.ip.FragmentConflict;

/**
 * Two fragments of an IP datagram overlap, and their bytes differ.
 *
 * <p>It is no {@link Event}: a datagram that is not complete belongs to no flow yet. So it has no protocol and can be neither dropped nor
 * the cause of an alert. Rules hook on it with {@link Rules#onFragmentOverlap}. Immutable; it may be kept.
 *
 * @param packet number in the capture, from 1, of the later fragment
 * @param time its capture time, in nanoseconds since 1970
 * @param conflict where they differ
 */
public record FragmentOverlapEvent(long packet, long time, FragmentConflict conflict) {
    /** Its name in output. */
    public static final String NAME = "fragment_overlap";
}
