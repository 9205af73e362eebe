package org.protospec.generator.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A regular expression over bytes as a tree; it says what is matched and leaves out how it was written. */
public sealed interface Regex {

    /** One byte out of a set. */
    record Bytes(ByteSet set) implements Regex {}

    /** All parts, one after the other; without parts it matches the empty string. */
    record Sequence(List<Regex> parts) implements Regex {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** Any one of the options; their order means nothing, since the longest match counts. */
    record Choice(List<Regex> options) implements Regex {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** The body at least {@code min} and at most {@code max} times, without an upper bound if {@code max} is absent. */
    record Repeat(Regex body, int min, OptionalInt max) implements Regex {
        public Repeat {
            if (min < 0 || (max.isPresent() && max.getAsInt() < min)) {
                throw new IllegalArgumentException("no repetition: {" + min + "," + max + "}");
            }
        }
    }

    /**
     * A capturing group. It matches what its body matches.
     *
     * @param number counted from 1 by the opening parentheses
     * @param start offset of the opening parenthesis in the pattern's text
     * @param end offset behind the closing parenthesis
     */
    record Group(int number, int start, int end, Regex body) implements Regex {}

    /** A group with a name, whose part of a match is kept. It matches what its body matches. */
    record Named(String name, Regex body) implements Regex {}

    /** The expression that matches exactly these bytes, their ASCII letters according to {@code letterCase}. */
    static Regex literal(byte[] bytes, LetterCase letterCase) {
        List<Regex> parts = new ArrayList<>();
        for (byte value : bytes) {
            parts.add(new Bytes(letterCase.fold(ByteSet.of(value & 0xff))));
        }
        return sequence(parts);
    }

    /** The parts one after the other, a single part as itself. */
    static Regex sequence(List<Regex> parts) {
        return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }

    /** Any of the options, a single option as itself. */
    static Regex choice(List<Regex> options) {
        return options.size() == 1 ? options.get(0) : new Choice(options);
    }
}
