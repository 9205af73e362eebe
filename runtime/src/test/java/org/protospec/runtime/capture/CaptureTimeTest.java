package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as text, against java.time. */
final class CaptureTimeTest {

    private static final long SEED = 42;

    private static String text(long nanos, int digits) {
        StringBuilder text = new StringBuilder();
        CaptureTime.iso8601(nanos, digits, text);
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 6, 1970-01-01T00:00:00.000000Z",
        "0, 0, 1970-01-01T00:00:00Z",
        "-1, 9, 1969-12-31T23:59:59.999999999Z",
        "1795428672123456789, 6, 2026-11-23T10:11:12.123456Z",
        "1795428672123456789, 3, 2026-11-23T10:11:12.123Z",
        "951782400000000000, 0, 2000-02-29T00:00:00Z",
        "4107542400000000000, 0, 2100-03-01T00:00:00Z",
        "9223372036854775807, 9, 2262-04-11T23:47:16.854775807Z",
        "-9223372036854775808, 9, 1677-09-21T00:12:43.145224192Z"
    })
    void known(long nanos, int digits, String expected) {
        assertThat(text(nanos, digits)).isEqualTo(expected);
    }

    @Test
    void agreesWithTheLibrary() {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long nanos = random.nextLong();
            assertThat(text(nanos, 9))
                    .as("seed %d, %d ns", SEED, nanos)
                    .isEqualTo(format.format(Instant.ofEpochSecond(0, nanos)));
        }
    }

    @Test
    void appends() {
        StringBuilder text = new StringBuilder("at ");
        CaptureTime.iso8601(0, 0, text);
        assertThat(text).hasToString("at 1970-01-01T00:00:00Z");
    }

    @Test
    void wrongDigitsAreTheCallersMistake() {
        assertThatThrownBy(() -> text(0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
