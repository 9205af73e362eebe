package org.protospec.generator.check;

import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.regex.GroupProgram;
import org.protospec.generator.regex.RegexResult;
import org.protospec.generator.source.Span;

/** Every token is a regular expression of a size that can be dealt with. */
final class TokenCheck implements Check {

    @Override
    public void check(CheckContext context) {
        for (TokenDef token : context.spec().tokens()) {
            TokenAutomata.Outcome outcome = context.tokens().outcome(token.id());
            if (outcome instanceof TokenAutomata.Outcome.Malformed malformed) {
                context.report(malformed(token, malformed.mistake()));
            } else if (outcome instanceof TokenAutomata.Outcome.TooLarge large) {
                context.report(Diagnostic.of(
                                DiagnosticKind.REGEX_TOO_LARGE,
                                token.textSpan(),
                                large.reason().message())
                        .help(large.reason().help()));
            } else if (TokenAutomata.regex(token) instanceof RegexResult.Parsed parsed
                    && !GroupProgram.names(parsed.regex()).isEmpty()
                    && !GroupProgram.fits(parsed.regex())) {
                context.report(Diagnostic.of(
                                DiagnosticKind.REGEX_TOO_LARGE,
                                token.textSpan(),
                                "with named groups, this pattern takes more than " + GroupProgram.SIZE_LIMIT + " steps")
                        .help("count less often, or read its parts by fields of their own"));
            }
        }
    }

    private static Diagnostic malformed(TokenDef token, RegexResult.Malformed mistake) {
        Span pattern = token.textSpan();
        int first = Math.min(pattern.start() + 1 + mistake.start(), pattern.end());
        int last = Math.min(Math.max(first, pattern.start() + 1 + mistake.end()), pattern.end());
        // What is missing at the end is shown at the closing slash.
        Span place = new Span(pattern.file(), first, last == first ? Math.min(first + 1, pattern.end()) : last);
        return Diagnostic.of(DiagnosticKind.REGEX_MALFORMED, place, mistake.message())
                .help(mistake.help().orElse(""));
    }
}
