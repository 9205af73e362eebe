package org.protospec.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.protospec.runtime.capture.CaptureTime;

class LineTimeTest {
    private static final long SECOND = 1_000_000_000;
    private static final long[] TIMES = {
        0,
        1,
        SECOND - 1,
        SECOND,
        1_700_000_000_123_456_789L,
        1_700_000_000_000_000_000L,
        1_699_999_999_999_999_999L,
        -1,
        -SECOND,
        -SECOND - 1,
        Long.MAX_VALUE,
        Long.MIN_VALUE / 2,
        0
    };

    private final LineTime time = new LineTime();

    private static String expected(long at, int digits) {
        StringBuilder text = new StringBuilder();
        CaptureTime.iso8601(at, digits, text);
        return text.substring(0, text.length() - 1);
    }

    private String people(long at) {
        StringBuilder line = new StringBuilder("> ");
        time.appendTo(line, at);
        return line.substring(2);
    }

    private String json(long at) {
        byte[] out = new byte[1 + LineTime.ROOM];
        return new String(out, 1, time.write(at, out, 1) - 1, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 6, 8, 9})
    void timesAreThoseOfTheCapture(int digits) {
        time.digits(digits);
        for (long at : TIMES) {
            assertThat(json(at)).isEqualTo(expected(at, digits));
            assertThat(people(at)).isEqualTo(expected(at, digits).substring("2026-11-23T".length()));
        }
    }

    /** A capture of nanoseconds may follow one of microseconds. */
    @Test
    void digitsMayChangeWithinASecond() {
        long at = 1_700_000_000_123_456_789L;
        for (int digits : new int[] {6, 9, 0, 3}) {
            time.digits(digits);
            assertThat(json(at)).isEqualTo(expected(at, digits));
        }
    }
}
