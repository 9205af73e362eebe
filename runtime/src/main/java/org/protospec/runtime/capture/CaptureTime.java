package org.protospec.runtime.capture;

/** Capture times as text. */
public final class CaptureTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_DAY = 86_400;

    /** Days from 0000-03-01 to 1970-01-01 in the Gregorian calendar. */
    private static final int EPOCH_DAY_FROM_MARCH_0000 = 719_468;

    private static final int DAYS_PER_400_YEARS = 146_097;

    private CaptureTime() {}

    /**
     * Appends a time as ISO 8601 in UTC: {@code 2026-11-23T10:11:12.123456Z}. Allocates nothing but what the target
     * itself may need to grow.
     *
     * @param nanos nanoseconds since the epoch, may be negative
     * @param digits digits of the second's fraction, 0 (no fraction, no point) to 9; what is finer is cut off
     * @param target where the text goes
     * @throws IllegalArgumentException if there are fewer than 0 or more than 9 digits
     */
    public static void iso8601(long nanos, int digits, StringBuilder target) {
        if (digits < 0 || digits > 9) {
            throw new IllegalArgumentException("0 to 9 digits, not " + digits);
        }
        long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
        date((int) Math.floorDiv(seconds, SECONDS_PER_DAY), target);
        int ofDay = Math.floorMod(seconds, SECONDS_PER_DAY);
        padded(ofDay / 3600, 10, target.append('T'));
        padded(ofDay / 60 % 60, 10, target.append(':'));
        padded(ofDay % 60, 10, target.append(':'));
        if (digits > 0) {
            fraction((int) Math.floorMod(nanos, NANOS_PER_SECOND), digits, target.append('.'));
        }
        target.append('Z');
    }

    /** Years are counted from March here, so that the leap day is a year's last and months need no table. */
    private static void date(int epochDay, StringBuilder target) {
        int day = epochDay + EPOCH_DAY_FROM_MARCH_0000;
        int era = day / DAYS_PER_400_YEARS;
        int ofEra = day % DAYS_PER_400_YEARS;
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * ofYear + 2) / 153;
        int ofMonth = ofYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
        padded(year, 1000, target);
        padded(month, 10, target.append('-'));
        padded(ofMonth, 10, target.append('-'));
    }

    private static void fraction(int nanosOfSecond, int digits, StringBuilder target) {
        int unit = 100_000_000;
        for (int i = 0; i < digits; i++) {
            target.append((char) ('0' + nanosOfSecond / unit % 10));
            unit /= 10;
        }
    }

    /** {@code unit} is the weight of the first digit to be written. */
    private static void padded(int value, int unit, StringBuilder target) {
        for (int weight = unit; weight > 0; weight /= 10) {
            target.append((char) ('0' + value / weight % 10));
        }
    }
}
