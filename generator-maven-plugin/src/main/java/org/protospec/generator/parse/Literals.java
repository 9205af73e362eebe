package org.protospec.generator.parse;

import java.math.BigInteger;
import org.antlr.v4.runtime.Token;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.source.Span;

/** The values of literals. */
final class Literals {

    private static final int MAX_BITS = 64;

    private final SourceText source;

    Literals(SourceText source) {
        this.source = source;
    }

    /** The value of an integer literal; of one that does not fit 64 bits an error and 0. */
    BigInteger integer(Token token) {
        String text = source.text(token).replace("_", "");
        int radix = 10;
        if (text.startsWith("0x") || text.startsWith("0X")) {
            radix = 16;
        } else if (text.startsWith("0b") || text.startsWith("0B")) {
            radix = 2;
        }
        String digits = radix == 10 ? text : text.substring(2);
        if (digits.isEmpty()) {
            source.report(DiagnosticKind.UNKNOWN_CHARACTER, source.span(token), "'" + text + "'");
            return BigInteger.ZERO;
        }
        // Parsing a million digits takes long; none of them fits.
        BigInteger value = digits.length() > 100 ? BigInteger.ONE.shiftLeft(MAX_BITS) : new BigInteger(digits, radix);
        if (value.bitLength() > MAX_BITS) {
            source.report(DiagnosticKind.NUMBER_TOO_LARGE, source.span(token), source.text(token));
            return BigInteger.ZERO;
        }
        return value;
    }

    /** The milliseconds of a duration. */
    long millis(Token token) {
        String text = source.text(token);
        int digits = 0;
        while (Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long unit = switch (text.substring(digits)) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "min" -> 60_000;
            default -> 3_600_000;
        };
        BigInteger value = digits > 20
                ? BigInteger.ONE.shiftLeft(MAX_BITS)
                : new BigInteger(text.substring(0, digits)).multiply(BigInteger.valueOf(unit));
        if (value.bitLength() >= MAX_BITS) {
            source.report(DiagnosticKind.NUMBER_TOO_LARGE, source.span(token), text);
            return 0;
        }
        return value.longValue();
    }

    /** The text of a string literal that must be constant. */
    String constant(Token token) {
        Span span = source.span(token);
        String raw = source.text(token);
        String body = raw.substring(1, raw.length() - 1);
        int value = interpolation(body, 0);
        if (value >= 0) {
            source.report(Diagnostic.of(DiagnosticKind.INTERPOLATION_MISPLACED, span)
                    .help("write \\${ for the characters themselves"));
            return "";
        }
        return unescape(body, token.getStartIndex() + 1);
    }

    /** Where the first value is put into {@code body}, from offset {@code from} on, or -1. */
    static int interpolation(String body, int from) {
        for (int i = from; i + 1 < body.length(); i++) {
            if (body.charAt(i) == '\\') {
                i++;
            } else if (body.charAt(i) == '$' && body.charAt(i + 1) == '{') {
                return i;
            }
        }
        return -1;
    }

    /** Undoes the escapes of {@code body}, which begins at {@code offset} of the source. */
    String unescape(String body, int offset) {
        StringBuilder out = new StringBuilder(body.length());
        int i = 0;
        while (i < body.length()) {
            char c = body.charAt(i);
            if (c != '\\' || i + 1 >= body.length()) {
                out.append(c);
                i++;
                continue;
            }
            int length = escape(body, i, out);
            if (length == 0) {
                length = Math.min(2, body.length() - i);
                source.report(
                        DiagnosticKind.BAD_ESCAPE,
                        source.span(offset + i, offset + i + length),
                        body.substring(i, i + length));
            }
            i += length;
        }
        return out.toString();
    }

    /** Appends what the escape at {@code at} stands for; gives its length, 0 if there is no such escape. */
    private static int escape(String body, int at, StringBuilder out) {
        switch (body.charAt(at + 1)) {
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case '0' -> out.append('\0');
            case '\\' -> out.append('\\');
            case '"' -> out.append('"');
            case '$' -> out.append('$');
            case 'x' -> {
                return codePoint(body, at + 2, at + 4, out) ? 4 : 0;
            }
            case 'u' -> {
                int close = body.indexOf('}', at);
                boolean braces = at + 2 < body.length() && body.charAt(at + 2) == '{' && close > 0;
                return braces && codePoint(body, at + 3, close, out) ? close + 1 - at : 0;
            }
            default -> {
                return 0;
            }
        }
        return 2;
    }

    private static boolean codePoint(String body, int from, int to, StringBuilder out) {
        if (to > body.length() || to <= from || to - from > 6) {
            return false;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(body.charAt(i), 16);
            if (digit < 0) {
                return false;
            }
            value = value * 16 + digit;
        }
        boolean valid = Character.isValidCodePoint(value)
                && !(value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE);
        if (valid) {
            out.appendCodePoint(value);
        }
        return valid;
    }
}
