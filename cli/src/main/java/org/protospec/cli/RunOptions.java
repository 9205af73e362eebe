package org.protospec.cli;

import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.OverlapPolicy;

/**
 * How a run is to be done.
 *
 * @param format what is printed
 * @param detail how much of it
 * @param digests whether streams are digested
 * @param portChoice which flows carry the protocol
 * @param ports the server ports, where they were given
 * @param progress whether a progress bar is wanted
 * @param limits the limits in force
 * @param overlaps which bytes count where two TCP segments differ
 * @param threads how many threads dissect flows
 * @param pass where the packets go that nobody dropped; null for nowhere
 * @param failOnAlert the least severity of an alert that makes the run fail; null for none
 */
record RunOptions(
        Format format,
        Detail detail,
        Digests digests,
        Ports portChoice,
        BitSet ports,
        Progress progress,
        Limits limits,
        OverlapPolicy overlaps,
        int threads,
        @Nullable Path pass,
        @Nullable Severity failOnAlert) {
    enum Format {
        LINES,
        JSON
    }

    enum Detail {
        QUIET,
        EVENTS,
        TRACE
    }

    enum Digests {
        NONE,
        SHA_256
    }

    enum Ports {
        OF_SPEC,
        GIVEN,
        ANY,
        RECOGNISED
    }

    enum Progress {
        NONE,
        BAR
    }
}
