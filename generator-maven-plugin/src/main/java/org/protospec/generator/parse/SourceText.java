package org.protospec.generator.parse;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.source.SourceFile;
import org.protospec.generator.source.Span;

/**
 * The text that is parsed: a file, or an expression within a text of the file.
 *
 * @param base where it begins in the file
 * @param end where it ends in the file
 */
record SourceText(SourceFile file, int base, int end, Diagnostics diagnostics) {

    static SourceText whole(SourceFile file, Diagnostics diagnostics) {
        return new SourceText(file, 0, file.text().length(), diagnostics);
    }

    boolean isWhole() {
        return base == 0 && end == file.text().length();
    }

    String text() {
        return file.text().substring(base, end);
    }

    /** A part of this text; offsets are those in this text. */
    SourceText part(int from, int to) {
        return new SourceText(file, base + from, base + to, diagnostics);
    }

    Span span(int from, int to) {
        return new Span(file, base + from, base + to);
    }

    Span span(Token token) {
        int start = token.getStartIndex();
        return span(start, Math.max(start, token.getStopIndex() + 1));
    }

    Span span(ParserRuleContext context) {
        Token stop = context.getStop() == null ? context.getStart() : context.getStop();
        return span(context.getStart()).to(span(stop));
    }

    /** The place right behind a token. */
    Span after(Token token) {
        int place = token.getStopIndex() + 1;
        return span(place, place);
    }

    String text(Token token) {
        return span(token).text();
    }

    Name name(ParserRuleContext context) {
        Span span = span(context);
        return new Name(span, span.text());
    }

    void report(Diagnostic diagnostic) {
        diagnostics.report(diagnostic);
    }

    void report(DiagnosticKind kind, Span span, Object... arguments) {
        diagnostics.report(kind, span, arguments);
    }
}
