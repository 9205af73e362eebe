package org.protospec.generator.regex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The reader of the text between the slashes of a {@code /regex/}.
 *
 * <p>The notation is the usual one of Perl and POSIX as far as it describes a regular language: alternation, groups,
 * greedy repetition, classes, escapes. {@code .} is any byte but the line feed. A character beyond ASCII stands for its
 * bytes in UTF-8. What asks for more than an automaton (back references, look-around) or for another order of search than
 * the longest match (lazy, possessive) is refused with a message, and so is all that other tools read in different ways.
 */
public final class RegexParser {

    /** The highest count in braces. */
    public static final int MAX_REPEAT = 1_000;

    /** How deep groups may be nested. */
    public static final int MAX_DEPTH = 200;

    private static final Regex ANY_BUT_LINE_FEED =
            new Regex.Bytes(ByteSet.of('\n').complement());
    private static final OptionalInt UNBOUNDED = OptionalInt.empty();

    private final PatternCursor in;
    private final LetterCase letterCase;
    private final Set<String> names = new HashSet<>();
    private int groups;
    private int depth;

    private RegexParser(String pattern, LetterCase letterCase) {
        this.in = new PatternCursor(pattern);
        this.letterCase = letterCase;
    }

    /** Reads a pattern: the whole of it, or its first mistake. */
    public static RegexResult parse(String pattern, LetterCase letterCase) {
        RegexParser parser = new RegexParser(pattern, letterCase);
        try {
            return new RegexResult.Parsed(parser.wholePattern(), parser.groups);
        } catch (PatternCursor.Refusal refusal) {
            return refusal.mistake();
        }
    }

    private Regex wholePattern() {
        Regex regex = choice();
        if (!in.atEnd()) {
            int start = in.offset();
            in.next();
            throw in.refuse(start, "no group is open here", "write \\) for the parenthesis itself");
        }
        return regex;
    }

    private Regex choice() {
        List<Regex> options = new ArrayList<>();
        do {
            options.add(sequence());
        } while (in.accept('|'));
        return Regex.choice(options);
    }

    private Regex sequence() {
        List<Regex> parts = new ArrayList<>();
        while (!in.atEnd() && in.peek() != '|' && in.peek() != ')') {
            parts.add(repeated(atom()));
        }
        return Regex.sequence(parts);
    }

    private Regex atom() {
        int start = in.offset();
        return switch (in.peek()) {
            case '(' -> group();
            case '[' -> new Regex.Bytes(ClassReader.read(in, letterCase));
            case '\\' -> new Regex.Bytes(letterCase.fold(Escapes.read(in)));
            case '.' -> {
                in.next();
                yield ANY_BUT_LINE_FEED;
            }
            case '*', '+', '?', '{' -> {
                char sign = in.next();
                throw in.refuse(start, "nothing to repeat", "write \\" + sign + " for the byte itself");
            }
            case '^', '$' -> {
                char anchor = in.next();
                throw in.refuse(
                        start,
                        "anchors are not supported: " + anchor,
                        "leave it out: a pattern is matched exactly where it stands; write \\" + anchor
                                + " for the byte itself");
            }
            default -> character();
        };
    }

    private Regex character() {
        String character = Character.toString(in.nextCodePoint());
        return Regex.literal(character.getBytes(StandardCharsets.UTF_8), letterCase);
    }

    private Regex group() {
        int start = in.offset();
        in.next();
        if (++depth > MAX_DEPTH) {
            throw in.refuse(start, "groups are nested more than " + MAX_DEPTH + " deep");
        }
        Optional<String> name = name(start);
        int number = name.isEmpty() && capturing(start) ? ++groups : 0;
        Regex body = choice();
        if (!in.accept(')')) {
            throw in.refuse(
                    start, start + 1, "unclosed group", "close it by ), or write \\( for the parenthesis itself");
        }
        depth--;
        if (name.isPresent()) {
            return new Regex.Named(name.get(), body);
        }
        return number > 0 ? new Regex.Group(number, start, in.offset(), body) : body;
    }

    /** Reads the name behind an opening parenthesis, as in {@code (?<name>...)}. */
    private Optional<String> name(int group) {
        if (in.peek() != '?' || in.peek(1) != '<' || in.peek(2) == '=' || in.peek(2) == '!') {
            return Optional.empty();
        }
        in.next();
        in.next();
        int start = in.offset();
        while (!in.atEnd() && isOfName(in.peek())) {
            in.next();
        }
        String name = in.since(start);
        int end = in.offset();
        if (name.isEmpty() || Character.isDigit(name.charAt(0)) || !in.accept('>')) {
            throw in.refuse(group, end, "no name of a group", "write (?<name>...) with letters, digits and _");
        }
        if (!names.add(name)) {
            throw in.refuse(start, end, "a second group of this name", "give it another name");
        }
        return Optional.of(name);
    }

    private static boolean isOfName(char c) {
        return c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
    }

    /** Reads what may follow an opening parenthesis. */
    private boolean capturing(int start) {
        if (!in.accept('?')) {
            return true;
        }
        if (in.accept(':')) {
            return false;
        }
        boolean behind = in.peek() == '<' && (in.peek(1) == '=' || in.peek(1) == '!');
        char kind = in.peek();
        for (int i = behind ? 2 : 1; i > 0 && !in.atEnd(); i--) {
            in.nextCodePoint();
        }
        if (behind || kind == '=' || kind == '!') {
            throw in.refuse(
                    start, "look-around is not supported", "match the text itself, or use 'before' in the field");
        }
        if (kind == 'P' || kind == '\'') {
            throw in.refuse(start, "named groups are not written so", "write (?<name>...)");
        }
        throw in.refuse(
                start, "unknown kind of group " + in.since(start), "known are (...) and, without capturing, (?:...)");
    }

    /** The atom with the quantifier that follows it, if one does. */
    private Regex repeated(Regex atom) {
        Optional<Regex> repeat = quantifier(atom);
        if (repeat.isEmpty()) {
            return atom;
        }
        int start = in.offset();
        if (in.accept('?')) {
            throw in.refuse(start, "lazy repetition is not supported", "a pattern always matches the longest text");
        }
        if (in.accept('+')) {
            throw in.refuse(start, "possessive repetition is not supported", "a pattern never tries again anyway");
        }
        if (in.accept('*') || in.accept('{')) {
            throw in.refuse(start, "repetition of a repetition", "put what is repeated into (?:...)");
        }
        return repeat.get();
    }

    private Optional<Regex> quantifier(Regex atom) {
        if (in.accept('*')) {
            return Optional.of(new Regex.Repeat(atom, 0, UNBOUNDED));
        }
        if (in.accept('+')) {
            return Optional.of(new Regex.Repeat(atom, 1, UNBOUNDED));
        }
        if (in.accept('?')) {
            return Optional.of(new Regex.Repeat(atom, 0, OptionalInt.of(1)));
        }
        return in.peek() == '{' ? Optional.of(counted(atom)) : Optional.empty();
    }

    private Regex counted(Regex atom) {
        int start = in.offset();
        in.next();
        OptionalInt min = count();
        OptionalInt max = in.accept(',') ? count() : min;
        if (min.isEmpty() || !in.accept('}')) {
            throw in.refuse(
                    start, start + 1, "no repetition follows: {n}, {n,} or {n,m}", "write \\{ for the brace itself");
        }
        if (max.isPresent() && max.getAsInt() < min.getAsInt()) {
            throw in.refuse(start, "reversed repetition", "write the lower count first");
        }
        return new Regex.Repeat(atom, min.getAsInt(), max);
    }

    /** Reads a decimal number, absent if no digit comes next. */
    private OptionalInt count() {
        int start = in.offset();
        int value = 0;
        while (in.peek() >= '0' && in.peek() <= '9') {
            value = Math.min(value * 10 + in.next() - '0', MAX_REPEAT + 1);
        }
        if (value > MAX_REPEAT) {
            throw in.refuse(
                    start,
                    "a repetition counts to " + MAX_REPEAT + " at most",
                    "write * or + here, and bound the whole token with 'max'");
        }
        return in.offset() == start ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
