package org.protospec.generator.regex;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reader of a class in brackets, as {@code [a-z^-]} or {@code [^[:space:]"]}. */
final class ClassReader {

    private static final Map<String, ByteSet> NAMED = named();

    private final PatternCursor in;
    private final int start;

    private ClassReader(PatternCursor in) {
        this.in = in;
        this.start = in.offset();
    }

    /** Reads a class whose opening bracket is next. Letters are folded before a {@code ^} turns the set round. */
    static ByteSet read(PatternCursor in, LetterCase letterCase) {
        return new ClassReader(in).read(letterCase);
    }

    private ByteSet read(LetterCase letterCase) {
        in.next();
        boolean negated = in.accept('^');
        if (in.accept(']')) {
            throw in.refuse(start, "empty class", "write \\] for the bracket itself");
        }
        ByteSet members = ByteSet.EMPTY;
        while (!in.accept(']')) {
            members = members.union(member());
        }
        refuseMisplacedName(in.since(start));
        ByteSet set = letterCase.fold(members);
        set = negated ? set.complement() : set;
        if (set.isEmpty()) {
            throw in.refuse(start, "no byte is in this class");
        }
        return set;
    }

    /** {@code [:alpha:]} where {@code [[:alpha:]]} is meant would be a class of five letters and colons. */
    private void refuseMisplacedName(String written) {
        boolean colons = written.startsWith("[:") && written.endsWith(":]");
        if (colons && NAMED.containsKey(written.replaceAll("[\\[:\\]]", ""))) {
            throw in.refuse(start, "a named class stands inside a class", "write [" + written + "]");
        }
    }

    /** One byte, a range of bytes, an escape or a named class. */
    private ByteSet member() {
        int begin = in.offset();
        ByteSet first = single();
        if (in.peek() != '-' || in.peek(1) == ']') {
            return first;
        }
        in.next();
        ByteSet last = single();
        if (first.size() != 1 || last.size() != 1) {
            throw in.refuse(begin, "a range goes from one byte to another", "write \\- for the hyphen itself");
        }
        if (first.first() > last.first()) {
            throw in.refuse(begin, "reversed range", "write the lower byte first");
        }
        if (in.peek() == '-' && in.peek(1) != ']') {
            in.next();
            throw in.refuse(begin, "a range cannot begin with a range", "write \\- for the hyphen itself");
        }
        return ByteSet.range(first.first(), last.first());
    }

    private ByteSet single() {
        if (in.atEnd()) {
            throw in.refuse(start, start + 1, "unclosed class", "close it by ], or write \\[ for the bracket itself");
        }
        if (in.peek() == '\\') {
            return Escapes.read(in);
        }
        if (in.peek() == '[' && in.peek(1) == ':') {
            return namedClass();
        }
        int begin = in.offset();
        int codePoint = in.nextCodePoint();
        if (codePoint >= 0x80) {
            throw in.refuse(
                    begin,
                    "a class holds single bytes, and this character is several in UTF-8",
                    "write (?:...|...) with the character as an alternative, or the bytes as \\xHH");
        }
        return ByteSet.of(codePoint);
    }

    private ByteSet namedClass() {
        int begin = in.offset();
        in.next();
        in.next();
        while (!in.atEnd() && in.peek() != ':' && in.peek() != ']') {
            in.nextCodePoint();
        }
        String name = in.since(begin + 2);
        if (!in.accept(':') || !in.accept(']')) {
            throw in.refuse(begin, "unclosed class name", "write [:alpha:], or \\[ for the bracket itself");
        }
        ByteSet set = NAMED.get(name);
        if (set == null) {
            throw in.refuse(
                    begin, "unknown class " + in.since(begin), "known are " + String.join(", ", NAMED.keySet()));
        }
        return set;
    }

    /** The twelve classes of POSIX in its own locale, XBD 7.3.1, for ASCII. */
    private static Map<String, ByteSet> named() {
        ByteSet alnum = ByteSet.LETTERS.union(ByteSet.DIGITS);
        ByteSet graph = ByteSet.range(0x21, 0x7e);
        Map<String, ByteSet> named = new LinkedHashMap<>();
        named.put("alnum", alnum);
        named.put("alpha", ByteSet.LETTERS);
        named.put("blank", ByteSet.of(' ', '\t'));
        named.put("cntrl", ByteSet.range(0, 0x1f).union(ByteSet.of(0x7f)));
        named.put("digit", ByteSet.DIGITS);
        named.put("graph", graph);
        named.put("lower", ByteSet.range('a', 'z'));
        named.put("print", ByteSet.range(0x20, 0x7e));
        named.put("punct", graph.minus(alnum));
        named.put("space", Escapes.SPACE);
        named.put("upper", ByteSet.range('A', 'Z'));
        named.put("xdigit", ByteSet.DIGITS.union(ByteSet.range('a', 'f')).union(ByteSet.range('A', 'F')));
        return Collections.unmodifiableMap(named);
    }
}
