package org.protospec.runtime.engine;

import org.protospec.runtime.ip.ConflictListener;
import org.protospec.runtime.ip.FragmentConflict;

/** What a {@link PacketDecoder} tells of a packet besides what is in it. */
@FunctionalInterface
public interface PacketReports extends ConflictListener {
    /** The packet is a fragment of IP that differs from one before it. */
    void fragmentConflict(FragmentConflict conflict);

    @Override
    default void conflict(FragmentConflict conflict) {
        fragmentConflict(conflict);
    }
}
