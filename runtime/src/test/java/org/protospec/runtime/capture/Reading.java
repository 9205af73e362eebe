package org.protospec.runtime.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came out of a capture: copies of all packets, and its problems. */
record Reading(List<Seen> packets, List<CaptureProblem> problems) {

    /** With one problem or none. */
    Reading(List<Seen> packets, @Nullable CaptureProblem problem) {
        this(packets, problem == null ? List.of() : List.of(problem));
    }

    /** A copy of a packet. */
    record Seen(
            long number,
            long timestamp,
            int digits,
            int linkType,
            int interfaceId,
            int snapLength,
            int wireLength,
            List<Byte> bytes) {

        static Seen of(Packet p) {
            return new Seen(
                    p.number(),
                    p.timestamp(),
                    p.timestampDigits(),
                    p.linkType(),
                    p.interfaceId(),
                    p.snapLength(),
                    p.wireLength(),
                    list(Arrays.copyOfRange(p.bytes(), p.offset(), p.offset() + p.length())));
        }
    }

    static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }

    static Reading of(byte[] file) {
        return of(new ByteArrayInputStream(file));
    }

    /** As a file on disk is read, where the reader may look ahead. */
    static Reading ofFile(byte[] file) {
        try (Capture capture = Capture.ofFile(new ByteArrayInputStream(file), "test.pcap", file.length)) {
            return of(capture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading of(InputStream in) {
        try (Capture capture = Capture.read(in, "test.pcap")) {
            return of(capture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading of(Capture capture) {
        List<Seen> seen = new ArrayList<>();
        Packet packet = new Packet();
        while (capture.next(packet)) {
            seen.add(Seen.of(packet));
        }
        return new Reading(List.copyOf(seen), List.copyOf(capture.problems()));
    }

    /** The first problem, or null. */
    @Nullable
    CaptureProblem problem() {
        return problems.isEmpty() ? null : problems.get(0);
    }

    /** The first problem, which there must be. */
    CaptureProblem damage() {
        CaptureProblem problem = problem();
        if (problem == null) {
            throw new AssertionError("no problem after " + packets.size() + " packets");
        }
        return problem;
    }

    /** The first problem's text, or "" without a problem. */
    String text() {
        CaptureProblem problem = problem();
        return problem == null ? "" : problem.text();
    }
}
