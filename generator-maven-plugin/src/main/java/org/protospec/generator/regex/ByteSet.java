package org.protospec.generator.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** An immutable set of byte values, 0 to 255, that is walked in ascending order. */
public final class ByteSet {

    /** A run of neighbouring members, both ends included. */
    public record Range(int first, int last) {}

    /** The set without members. */
    public static final ByteSet EMPTY = new ByteSet(new long[4]);

    /** The set of all 256 values. */
    public static final ByteSet ALL = EMPTY.complement();

    /** The decimal digits of ASCII. */
    static final ByteSet DIGITS = range('0', '9');

    private static final ByteSet UPPER = range('A', 'Z');
    private static final ByteSet LOWER = range('a', 'z');

    /** The letters of ASCII. */
    static final ByteSet LETTERS = UPPER.union(LOWER);

    private final long[] words;

    private ByteSet(long[] words) {
        this.words = words;
    }

    /** The set of the given values, each 0 to 255. */
    public static ByteSet of(int... values) {
        long[] words = new long[4];
        for (int value : values) {
            Objects.checkIndex(value, 256);
            words[value >> 6] |= 1L << value;
        }
        return new ByteSet(words);
    }

    /** The set of the values from {@code first} to {@code last}, both included; empty if they are reversed. */
    public static ByteSet range(int first, int last) {
        return where(value -> value >= first && value <= last);
    }

    /** The set of the values that the predicate holds for. */
    public static ByteSet where(IntPredicate predicate) {
        return of(IntStream.range(0, 256).filter(predicate).toArray());
    }

    /** The values in this set, in the other, or in both. */
    public ByteSet union(ByteSet other) {
        long[] result = words.clone();
        Arrays.setAll(result, i -> words[i] | other.words[i]);
        return new ByteSet(result);
    }

    /** The values in both sets. */
    public ByteSet intersect(ByteSet other) {
        long[] result = words.clone();
        Arrays.setAll(result, i -> words[i] & other.words[i]);
        return new ByteSet(result);
    }

    /** The values of this set that are not in the other. */
    public ByteSet minus(ByteSet other) {
        return intersect(other.complement());
    }

    /** The values that are not in this set. */
    public ByteSet complement() {
        long[] result = words.clone();
        Arrays.setAll(result, i -> ~words[i]);
        return new ByteSet(result);
    }

    /** This set with the other case of each ASCII letter in it. */
    public ByteSet ignoringCase() {
        return where(value -> contains(value) || (LETTERS.contains(value) && contains(value ^ 0x20)));
    }

    /** Whether {@code value}, 0 to 255, is a member. */
    public boolean contains(int value) {
        Objects.checkIndex(value, 256);
        return (words[value >> 6] >>> value & 1) != 0;
    }

    /** The number of members, 0 to 256. */
    public int size() {
        return Arrays.stream(words).mapToInt(Long::bitCount).sum();
    }

    /** Whether there is no member. */
    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /** The lowest member; the set must have one. */
    public int first() {
        int first = next(0);
        if (first < 0) {
            throw new NoSuchElementException("the set is empty");
        }
        return first;
    }

    /** The lowest member that is at least {@code from}, or -1 if there is none; {@code from} may be 256. */
    public int next(int from) {
        for (int value = from; value < 256; value = (value | 63) + 1) {
            long rest = words[value >> 6] >>> value;
            if (rest != 0) {
                return value + Long.numberOfTrailingZeros(rest);
            }
        }
        return -1;
    }

    /** The members in ascending order. */
    public IntStream stream() {
        return IntStream.range(0, 256).filter(this::contains);
    }

    /** The members as the fewest ranges, ascending. */
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        ByteSet others = complement();
        int first = next(0);
        while (first >= 0) {
            int end = others.next(first);
            end = end < 0 ? 256 : end;
            ranges.add(new Range(first, end - 1));
            first = next(end);
        }
        return List.copyOf(ranges);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSet that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /**
     * The set as a class of a regular expression, as {@code [0-9A-Za-z]} or {@code [^\r\n]}, which {@link RegexParser}
     * reads back into the same set; only the empty set, {@code []}, cannot be read.
     */
    @Override
    public String toString() {
        boolean negated = size() > 128 && size() < 256;
        StringBuilder text = new StringBuilder(negated ? "[^" : "[");
        for (Range range : (negated ? complement() : this).ranges()) {
            text.append(spell(range.first()));
            if (range.last() > range.first()) {
                text.append(range.last() > range.first() + 1 ? "-" : "").append(spell(range.last()));
            }
        }
        return text.append(']').toString();
    }

    private static String spell(int value) {
        return switch (value) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '[', ']', '\\', '^', '-', '/' -> "\\" + (char) value;
            default -> value >= 0x20 && value < 0x7f ? String.valueOf((char) value) : hex(value);
        };
    }

    private static String hex(int value) {
        return "\\x" + Character.forDigit(value >> 4, 16) + Character.forDigit(value & 15, 16);
    }
}
