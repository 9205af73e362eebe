package org.protospec.runtime.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The problems of one capture: the first ones kept, the rest counted, so that no file can make them grow without end. */
final class Problems {
    private final String file;
    private final List<CaptureProblem> kept = new ArrayList<>();
    private final List<CaptureProblem> view = Collections.unmodifiableList(kept);
    private long count;
    private long bytes;

    /** Of those that are not kept: how many bytes they left out, and where the first one was. */
    private long unkeptBytes;

    private long unkeptPacket;
    private long unkeptOffset;

    Problems(String file) {
        this.file = file;
    }

    /** Adds one that left out {@code skipped} bytes from {@code offset} on. */
    void add(long packet, long offset, long skipped, String text) {
        count++;
        bytes += skipped;
        if (kept.size() < Capture.MAX_PROBLEMS) {
            kept.add(new CaptureProblem(file, packet, offset, skipped, text));
            return;
        }
        if (count == Capture.MAX_PROBLEMS + 1) {
            unkeptPacket = packet;
            unkeptOffset = offset;
        }
        unkeptBytes += skipped;
    }

    /** The capture has ended: of those that were not kept one last problem tells. */
    void end() {
        long unkept = count - Capture.MAX_PROBLEMS;
        if (unkept > 0) {
            kept.add(new CaptureProblem(
                    file, unkeptPacket, unkeptOffset, unkeptBytes, unkept + " more places are damaged from here on"));
        }
    }

    List<CaptureProblem> kept() {
        return view;
    }

    long count() {
        return count;
    }

    long bytes() {
        return bytes;
    }
}
