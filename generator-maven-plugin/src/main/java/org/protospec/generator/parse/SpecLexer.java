package org.protospec.generator.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The lexer with the two things that ANTLR's rules cannot say: a {@code /} begins a regular expression where no division
 * can stand, and a comment that is never closed reaches to the end of the file.
 *
 * <p>Offsets of tokens are offsets into the text as Java counts them.
 */
final class SpecLexer extends ProtoSpecLexer {

    private static final int NONE = Token.INVALID_TYPE;

    private final String text;
    private int previous = NONE;
    private int beforePrevious = NONE;

    private SpecLexer(CharStream input, String text) {
        super(input);
        this.text = text;
        removeErrorListeners();
    }

    static SpecLexer of(String text) {
        return new SpecLexer(CharStreams.fromString(withoutSurrogates(text)), text);
    }

    /** ANTLR counts code points: with one stand-in for each half of a pair, its offsets are those of the string. */
    private static String withoutSurrogates(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (Character.isSurrogate(chars[i])) {
                chars[i] = '\uFFFD';
            }
        }
        return new String(chars);
    }

    @Override
    public Token nextToken() {
        Token token = special();
        if (token == null) {
            token = super.nextToken();
        }
        if (token.getChannel() == Token.DEFAULT_CHANNEL) {
            beforePrevious = previous;
            previous = token.getType();
        }
        return token;
    }

    private @Nullable Token special() {
        int start = _input.index();
        if (start + 1 >= text.length() || text.charAt(start) != '/') {
            return null;
        }
        char second = text.charAt(start + 1);
        if (second == '*') {
            return text.indexOf("*/", start + 2) < 0
                    ? token(ProtoSpecParser.UNTERMINATED_COMMENT, text.length())
                    : null;
        }
        return second != '/' && regexMayStart() ? regex(start) : null;
    }

    private boolean regexMayStart() {
        return switch (previous) {
            case T_ASSIGN, T_COLON, T_SEMICOLON, T_OPEN, T_CLOSE, T_COMMA, T_PARENTHESIS -> true;
            case T_UNTIL, T_BEFORE -> beforePrevious == T_BYTES || beforePrevious == T_RESYNC;
            case T_AFTER -> beforePrevious == T_RESYNC;
            // Two operands never follow each other in an expression, but in a list of delimiters they do.
            case T_OR ->
                beforePrevious == NAME
                        || beforePrevious == STRING
                        || beforePrevious == ProtoSpecParser.REGEX
                        || beforePrevious == T_INCLUSIVE
                        || beforePrevious == T_LINE_START;
            default -> false;
        };
    }

    private Token regex(int start) {
        boolean inClass = false;
        int i = start + 1;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                break;
            } else if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) != '\n' && text.charAt(i + 1) != '\r') {
                i++;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '/' && !inClass) {
                return token(ProtoSpecParser.REGEX, i + 1);
            }
        }
        return token(ProtoSpecParser.UNTERMINATED_REGEX, i);
    }

    private Token token(int type, int end) {
        int start = _input.index();
        int line = getLine();
        int column = getCharPositionInLine();
        while (_input.index() < end) {
            getInterpreter().consume(_input);
        }
        return _factory.create(
                _tokenFactorySourcePair, type, null, Token.DEFAULT_CHANNEL, start, end - 1, line, column);
    }
}
