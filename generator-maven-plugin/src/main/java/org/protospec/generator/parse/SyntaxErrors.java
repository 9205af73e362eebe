package org.protospec.generator.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.source.Span;

/** The syntax errors of one text, and whether there are any. */
final class SyntaxErrors {

    static final int MAX_NESTING = 100;
    static final int MAX_STATEMENT = 1000;
    static final int MAX_SIGNS = 50;
    static final int MAX_ALTERNATIVES = 100;

    private final SourceText source;
    private final Set<Integer> brokenLines = new HashSet<>();
    private List<Token> tokens = List.of();
    private boolean unclosedComment;
    private boolean endReported;
    private boolean any;

    SyntaxErrors(SourceText source) {
        this.source = source;
    }

    boolean any() {
        return any;
    }

    /** Reports what the lexer could not read, and makes of it what the parser can; false if parsing makes no sense. */
    boolean lexical(List<Token> all) {
        tokens = all;
        for (Token token : all) {
            switch (token.getType()) {
                case ProtoSpecParser.UNTERMINATED_STRING:
                    broken(DiagnosticKind.UNTERMINATED_TEXT, token, ProtoSpecParser.STRING);
                    break;
                case ProtoSpecParser.UNTERMINATED_REGEX:
                    broken(DiagnosticKind.UNTERMINATED_REGEX, token, ProtoSpecParser.REGEX);
                    break;
                case ProtoSpecParser.UNTERMINATED_COMMENT:
                    source.report(Diagnostic.of(
                            DiagnosticKind.UNTERMINATED_COMMENT,
                            source.span(token.getStartIndex(), token.getStartIndex() + 2)));
                    hide(token);
                    unclosedComment = true;
                    any = true;
                    break;
                case ProtoSpecParser.UNKNOWN:
                case ProtoSpecParser.BAD_NUMBER:
                    broken(DiagnosticKind.UNKNOWN_CHARACTER, token, ProtoSpecParser.INT, quoted(token));
                    if (source.text(token).length() == 1) {
                        hide(token);
                    }
                    break;
                default:
                    break;
            }
        }
        return bounded();
    }

    private void broken(DiagnosticKind kind, Token token, int type, Object... arguments) {
        source.report(Diagnostic.of(kind, source.span(token), arguments));
        ((CommonToken) token).setType(type);
        brokenLines.add(token.getLine());
        any = true;
    }

    private static void hide(Token token) {
        ((CommonToken) token).setChannel(Token.HIDDEN_CHANNEL);
    }

    /** The parser and all that follows walk trees recursively: they get none that are too deep for a thread's stack. */
    private boolean bounded() {
        int depth = 0;
        int length = 0;
        int signs = 0;
        int elses = 0;
        for (Token token : tokens) {
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            length++;
            boolean sign = false;
            switch (token.getType()) {
                case ProtoSpecParser.T_OPEN, ProtoSpecParser.T_PARENTHESIS, ProtoSpecParser.T_BRACKET -> depth++;
                case ProtoSpecParser.T_PARENTHESIS_CLOSE, ProtoSpecParser.T_BRACKET_CLOSE -> depth--;
                case ProtoSpecParser.T_CLOSE -> depth--;
                case ProtoSpecParser.T_MINUS, ProtoSpecParser.T_NOT, ProtoSpecParser.T_TILDE -> sign = true;
                case ProtoSpecParser.T_ELSE -> elses++;
                default -> {}
            }
            signs = sign ? signs + 1 : 0;
            switch (token.getType()) {
                case ProtoSpecParser.T_OPEN, ProtoSpecParser.T_CLOSE -> length = 0;
                case ProtoSpecParser.T_SEMICOLON -> {
                    length = 0;
                    elses = 0;
                }
                default -> {}
            }
            String excess = depth > MAX_NESTING
                    ? "brackets nest more than " + MAX_NESTING + " deep"
                    : signs > MAX_SIGNS
                            ? "there are more than " + MAX_SIGNS + " signs in a row"
                            : length > MAX_STATEMENT
                                    ? "a statement has more than " + MAX_STATEMENT + " words and signs"
                                    : elses > MAX_ALTERNATIVES
                                            ? "an if has more than " + MAX_ALTERNATIVES + " alternatives"
                                            : "";
            if (!excess.isEmpty()) {
                source.report(Diagnostic.of(DiagnosticKind.TOO_DEEP, source.span(token), excess));
                any = true;
                return false;
            }
        }
        return true;
    }

    /** Reports a token that cannot stand where it stands. */
    void unexpected(Parser parser, Token token, IntervalSet expected) {
        any = true;
        Token previous = before(token);
        boolean known = brokenLines.contains(token.getLine())
                || (previous != null && brokenLines.contains(previous.getLine()))
                || (token.getType() == Token.EOF && (unclosedComment || endReported));
        if (known) {
            return;
        }
        endReported = token.getType() == Token.EOF;
        ParserRuleContext context = parser.getContext();
        String text = Expected.describe(expected, context) + ", found " + quoted(token);
        boolean missingEnd = token.getType() == Token.EOF || expected.contains(ProtoSpecParser.T_SEMICOLON);
        Span span =
                previous != null && missingEnd && (token.getType() == Token.EOF || token.getLine() > previous.getLine())
                        ? source.after(previous)
                        : source.span(token);
        Diagnostic diagnostic = Diagnostic.of(DiagnosticKind.UNEXPECTED, span, text);
        Token open = token.getType() == Token.EOF ? unclosed() : null;
        source.report(open == null ? diagnostic : diagnostic.note(source.span(open), "this brace is not closed"));
    }

    private @Nullable Token before(Token token) {
        for (int i = token.getTokenIndex() - 1; i >= 0; i--) {
            if (tokens.get(i).getChannel() == Token.DEFAULT_CHANNEL) {
                return tokens.get(i);
            }
        }
        return null;
    }

    private @Nullable Token unclosed() {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : tokens) {
            if (token.getType() == ProtoSpecParser.T_OPEN) {
                open.push(token);
            } else if (token.getType() == ProtoSpecParser.T_CLOSE) {
                open.poll();
            }
        }
        return open.peek();
    }

    private String quoted(Token token) {
        if (token.getType() == Token.EOF) {
            return source.isWhole() ? "the end of the file" : "the end of the expression";
        }
        return "'" + source.text(token) + "'";
    }
}
