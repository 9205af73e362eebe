package org.protospec.cli.output;

import java.nio.charset.StandardCharsets;
import org.protospec.runtime.capture.CaptureTime;

/** Writes points in time as ISO 8601 has them, without the Z behind. Of most of them the second was that of the one before. */
final class LineTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    /** So many bytes are needed: a second, also of a year of six digits, a point, and a fraction. */
    static final int ROOM = "-292277-11-23T09:26:40.".length() + Digits.ROOM;

    private static final int CLOCK = "2026-11-23T".length();

    private int digits;
    /** What the last digit counts, in nanoseconds. */
    private int unit;
    /** When the latest second began, in nanoseconds since 1970. */
    private long second;
    /** How JSON has it, up to the digits of its fraction. */
    private byte[] written = {};
    /** How people have it: without the date, and without the point before a fraction. */
    private String clock = "";

    LineTime() {
        digits(MICRO_DIGITS);
    }

    /** Sets how many digits a fraction of a second has, 0 to 9. */
    void digits(int count) {
        digits = count;
        unit = 1;
        for (int i = count; i < NANO_DIGITS; i++) {
            unit *= 10;
        }
        write();
    }

    private void write() {
        StringBuilder time = new StringBuilder();
        CaptureTime.iso8601(second, 0, time);
        // Without the Z at its end.
        time.setLength(time.length() - 1);
        clock = time.substring(CLOCK);
        written = (digits > 0 ? time.append('.') : time).toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Goes to a time in nanoseconds since 1970, and returns the fraction of its second in units. */
    private int goTo(long time) {
        long within = time - second;
        if (within < 0 || within >= NANOS_PER_SECOND) {
            within = Math.floorMod(time, NANOS_PER_SECOND);
            second = time - within;
            write();
        }
        return (int) within / unit;
    }

    /** Writes a time in nanoseconds since 1970, and returns the index behind it. What lies behind it is written over, within {@link #ROOM}. */
    int write(long time, byte[] to, int at) {
        int fraction = goTo(time);
        System.arraycopy(written, 0, to, at, written.length);
        int behind = at + written.length;
        return digits > 0 ? Digits.padded(fraction, digits, to, behind) : behind;
    }

    /** Appends the same without the date. */
    void appendTo(StringBuilder line, long time) {
        int fraction = goTo(time);
        line.append(clock);
        if (digits > 0) {
            // A digit before the fraction's makes its zeros digits, too, and gives its place to the point.
            int point = line.length();
            line.append((int) (NANOS_PER_SECOND / unit) + fraction);
            line.setCharAt(point, '.');
        }
    }
}
