package org.protospec.cli.output;

import org.protospec.runtime.capture.CaptureTime;

/** Writes points in time as ISO 8601 has them, without the Z behind. Of most of them the second was that of the one before. */
final class LineTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;

    private int digits;
    /** What the last digit counts, in nanoseconds. */
    private int unit;
    /** When the latest second began, in nanoseconds since 1970, and all of it that comes before the digits of its fraction. */
    private long second;

    private WrittenText written = WrittenText.of("");

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
        written = WrittenText.of(digits > 0 ? time.append('.').toString() : time.toString());
    }

    /** Writes a time in nanoseconds since 1970. */
    void writeTo(JsonWriter json, long time) {
        long within = time - second;
        if (within < 0 || within >= NANOS_PER_SECOND) {
            within = Math.floorMod(time, NANOS_PER_SECOND);
            second = time - within;
            write();
        }
        json.raw(written);
        if (digits > 0) {
            json.digits((int) within / unit, digits);
        }
    }
}
