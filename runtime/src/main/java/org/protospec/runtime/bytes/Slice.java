package org.protospec.runtime.bytes;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a message's bytes, read as text or as octets without a copy.
 *
 * <p>As a {@link CharSequence} it has one character a byte (ISO 8859-1); {@link #toString()} decodes UTF-8 where the bytes
 * are valid UTF-8. A slice is a view: it is valid during the event that showed it, and {@link #toString()} or
 * {@link #toByteArray()} keep its content. Two slices are equal when their bytes (after case folding) are.
 */
public final class Slice implements CharSequence {
    private static final int ABSENT = -1;
    private static final int NO_OCTET = 0x100;
    private static final int TOP_BIT = 0x80;

    private ByteRegion region;
    private int from = ABSENT;
    private int to = ABSENT;
    private Case fold = Case.AS_IS;

    /** How the letters A to Z of a slice are shown. */
    public enum Case {
        /** As they stand. */
        AS_IS(NO_OCTET),
        /** All in upper case. */
        UPPER('a'),
        /** All in lower case. */
        LOWER('A');

        /** The first of the 26 letters that are shown in the other case. */
        private final int first;
        /** What makes an octet of ASCII reach its top bit if it is not below that letter, eight times. */
        private final long toTopBit;

        Case(int first) {
            this.first = first;
            toTopBit = first == NO_OCTET ? 0 : (TOP_BIT - first) * Words.ONES;
        }

        /**
         * What an octet is shown as. No branch asks which case it is: it is the same all along a text, and code that was compiled for that
         * is thrown away at the first text of another one.
         */
        private int of(int octet) {
            return Ascii.fold(octet, first);
        }

        /** The same of eight octets in a word, all of them ASCII; others may become anything. */
        public long ofAscii(long octets) {
            long notBelow = octets + toTopBit;
            long behindLast = notBelow - Ascii.LETTERS * Words.ONES;
            long letters = notBelow & ~behindLast & Words.TOP_BITS;
            // The top bit of a letter becomes the bit in which its cases differ.
            return octets ^ letters >>> 2;
        }
    }

    /** An absent slice of a region, to be {@link #set} later. */
    public Slice(ByteRegion region) {
        this.region = region;
    }

    /** A slice over all of an array, which is not copied. */
    public static Slice of(byte[] bytes) {
        Slice slice = new Slice(new ByteRegion());
        slice.region.bind(bytes, 0, 0);
        slice.set(0, bytes.length);
        return slice;
    }

    /** A slice over the UTF-8 form of a text. */
    public static Slice of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Shows the bytes from {@code from} to {@code to} of its region, both relative to the region's first byte. */
    public void set(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** Shows the bytes of an array from index {@code from} to {@code to}; for slices with a region of their own. */
    public void show(byte[] bytes, int from, int to) {
        region.bind(bytes, from, region.offset());
        set(0, to - from);
    }

    /** Shows what another slice shows, wherever that lies, or nothing where it is null or absent. */
    public Slice show(@Nullable Slice other) {
        if (other == null || !other.isPresent()) {
            clear();
            return this;
        }
        region = other.region;
        from = other.from;
        to = other.to;
        fold = other.fold;
        return this;
    }

    /** Makes the slice absent. */
    public void clear() {
        from = ABSENT;
        to = ABSENT;
    }

    /** Folds the case of its letters from now on. */
    public Slice fold(Case fold) {
        this.fold = fold;
        return this;
    }

    /** How its letters are shown. */
    public Case fold() {
        return fold;
    }

    /** Whether it shows bytes of a region. */
    public boolean isIn(ByteRegion other) {
        return region == other;
    }

    /** Whether it shows anything, even nothing but an empty stretch. */
    public boolean isPresent() {
        return from >= 0;
    }

    /** This slice, or null where it is absent. */
    public @Nullable Slice orNull() {
        return from >= 0 ? this : null;
    }

    /** First byte, relative to the first byte of the region; -1 where absent. */
    public int from() {
        return from;
    }

    /** Behind the last byte, relative to the first byte of the region; -1 where absent. */
    public int to() {
        return to;
    }

    /** Offset of the first byte in its stream. */
    public long offset() {
        return region.offset() + from;
    }

    /** The array that holds the bytes, from {@link #index()} on; not to be changed. */
    public byte[] array() {
        return region.bytes();
    }

    /** Index in {@link #array()} of the first byte. */
    public int index() {
        return region.start() + from;
    }

    /** Number of bytes. */
    @Override
    public int length() {
        return to - from;
    }

    @Override
    public boolean isEmpty() {
        return to == from;
    }

    /** The byte at an index, without case folding, 0 to 255. */
    public int byteAt(int index) {
        return region.bytes()[region.start() + from + index] & 0xff;
    }

    @Override
    public char charAt(int index) {
        return (char) fold.of(region.bytes()[region.start() + from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    /** Whether the bytes are those of a text in UTF-8, after case folding. Allocates nothing where all is ASCII. */
    public boolean contentEquals(String text) {
        // A text has at least as many bytes as characters. This much, which tells most texts apart, is worth a copy in
        // every caller.
        int length = to - from;
        if (length == 0 || text.isEmpty()) {
            return length == text.length();
        }
        char first = text.charAt(0);
        return length >= text.length() && (first >= 0x80 || charAt(0) == first) && sameContent(text);
    }

    private boolean sameContent(String text) {
        byte[] bytes = region.bytes();
        int at = region.start() + from;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return equals(of(text));
            }
            if (fold.of(bytes[at + i] & 0xff) != c) {
                return false;
            }
        }
        return to - from == text.length();
    }

    /** Whether the bytes are those of an ASCII text, whatever the case of the letters. */
    public boolean equalsIgnoreCase(String text) {
        return length() == text.length() && regionMatches(0, text);
    }

    private boolean regionMatches(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Ascii.lower(byteAt(at + i)) != Ascii.lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it begins with a text in UTF-8. */
    public boolean startsWith(String text) {
        String octets = octets(text);
        return length() >= octets.length() && matchesAt(0, octets);
    }

    /** Whether it ends with a text in UTF-8. */
    public boolean endsWith(String text) {
        String octets = octets(text);
        return length() >= octets.length() && matchesAt(length() - octets.length(), octets);
    }

    /** Whether it holds a text in UTF-8. */
    public boolean contains(String text) {
        return indexOf(text) >= 0;
    }

    /** Index of the first place of a text in UTF-8, or -1. */
    public int indexOf(String text) {
        String octets = octets(text);
        if (octets.length() == 1) {
            return indexOf(octets.charAt(0));
        }
        for (int i = 0; i + octets.length() <= length(); i++) {
            if (matchesAt(i, octets)) {
                return i;
            }
        }
        return -1;
    }

    /** Index of the first place of an ASCII character, or -1. */
    public int indexOf(int octet) {
        if (fold == Case.AS_IS) {
            int start = index();
            int end = start + length();
            int at = Scan.indexOf(region.bytes(), start, end, octet);
            return at < end ? at - start : -1;
        }
        for (int i = 0; i < length(); i++) {
            if (charAt(i) == octet) {
                return i;
            }
        }
        return -1;
    }

    /** One character for each byte of a text in UTF-8, as a slice has them: the text itself where all is ASCII. */
    private static String octets(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    private boolean matchesAt(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (charAt(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Shortens this slice to what comes before a text; unchanged where the text does not occur. */
    public Slice before(String text) {
        int at = isPresent() ? indexOf(text) : -1;
        if (at >= 0) {
            to = from + at;
        }
        return this;
    }

    /** Shortens this slice to what comes before an ASCII character; unchanged where it does not occur. */
    public Slice before(int octet) {
        int at = isPresent() ? indexOf(octet) : -1;
        if (at >= 0) {
            to = from + at;
        }
        return this;
    }

    /** Shortens this slice to what comes after an ASCII character; unchanged where it does not occur. */
    public Slice after(int octet) {
        int at = isPresent() ? indexOf(octet) : -1;
        if (at >= 0) {
            from += at + 1;
        }
        return this;
    }

    /** Shortens this slice to what comes after a text; unchanged where the text does not occur. */
    public Slice after(String text) {
        int at = isPresent() ? indexOf(text) : -1;
        if (at >= 0) {
            from += at + octets(text).length();
        }
        return this;
    }

    /** Takes spaces, tabs, carriage returns and line feeds from both ends of this slice. */
    public Slice trim() {
        while (from < to && Ascii.isSpace(byteAt(0))) {
            from++;
        }
        while (from < to && Ascii.isSpace(byteAt(length() - 1))) {
            to--;
        }
        return this;
    }

    /** Its value as a decimal number, or -1 where it holds anything but digits or more than 63 bits. */
    public long toNumber() {
        return Ascii.number(region.bytes(), region.start() + from, region.start() + to, 10);
    }

    /** A copy of its bytes, without case folding. */
    public byte[] toByteArray() {
        byte[] copy = new byte[length()];
        System.arraycopy(region.bytes(), index(), copy, 0, copy.length);
        return copy;
    }

    /** Copies its first {@code count} bytes, after case folding, to the beginning of an array. */
    public void copyTo(byte[] target, int count) {
        copyTo(target, 0, count);
    }

    /** The same to an index of an array. */
    public void copyTo(byte[] target, int at, int count) {
        if (fold == Case.AS_IS) {
            System.arraycopy(region.bytes(), index(), target, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[at + i] = (byte) charAt(i);
        }
    }

    /** Whether the bytes are valid UTF-8. */
    public boolean isUtf8() {
        return Utf8.isValid(region.bytes(), index(), length());
    }

    /** Its text: UTF-8 where the bytes are valid UTF-8, else ISO 8859-1; empty where absent. */
    @Override
    public String toString() {
        if (!isPresent()) {
            return "";
        }
        String text = new String(
                region.bytes(), index(), length(), isUtf8() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        switch (fold) {
            case UPPER:
                return Ascii.upper(text);
            case LOWER:
                return Ascii.lower(text);
            default:
                return text;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Slice that) || length() != that.length() || isPresent() != that.isPresent()) {
            return false;
        }
        for (int i = 0; i < length(); i++) {
            if (charAt(i) != that.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length(); i++) {
            hash = 31 * hash + charAt(i);
        }
        return hash;
    }
}
