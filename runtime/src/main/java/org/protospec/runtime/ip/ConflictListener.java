package org.protospec.runtime.ip;

/** What is told of fragments whose bytes differ. */
@FunctionalInterface
public interface ConflictListener {
    /** The fragment that was added last differs from an earlier one. */
    void conflict(FragmentConflict conflict);
}
