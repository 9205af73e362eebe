package org.protospec.runtime.tcp;

import java.util.Arrays;

/** Compares two captured copies of the same bytes. */
final class Comparison {
    private Comparison() {}

    /** Tells a sink from the first byte that differs to the last, if any does. */
    static void of(
            int sequence, byte[] earlier, int earlierAt, byte[] later, int laterAt, int length, OverlapSink sink) {
        int first = Arrays.mismatch(earlier, earlierAt, earlierAt + length, later, laterAt, laterAt + length);
        if (first < 0) {
            return;
        }
        int last = length - 1;
        while (earlier[earlierAt + last] == later[laterAt + last]) {
            last--;
        }
        sink.differ(sequence + first, earlier, earlierAt + first, later, laterAt + first, last - first + 1);
    }
}
