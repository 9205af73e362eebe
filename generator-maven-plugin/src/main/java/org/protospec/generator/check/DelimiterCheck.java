package org.protospec.generator.check;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.regex.Dfa;
import org.protospec.generator.regex.DfaResult;
import org.protospec.generator.source.Span;

/** Every delimiter has at least one byte and not too many; "when answered" has a machine to ask. */
final class DelimiterCheck implements Check {

    @Override
    public void check(CheckContext context) {
        for (MessageDef message : context.spec().messages()) {
            for (Field field : Walk.fields(message)) {
                if (field.encoding() instanceof FieldType.BytesField bytes
                        && bytes.end() instanceof BytesEnd.Until until) {
                    until.tokens().forEach(token -> delimiter(context, field.span(), token, Bounds.DELIMITER_BYTES));
                    covered(context, field.span(), until.tokens());
                    until.whenAnswered().ifPresent(token -> answered(context, field, token));
                }
            }
        }
        for (Resync resync : Walk.resyncs(context.spec())) {
            delimiter(context, resync.span(), resync.token(), Bounds.DELIMITER_BYTES);
        }
    }

    /** In a list of delimiters, each has a match that no other one has. */
    private static void covered(CheckContext context, Span user, List<Integer> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            for (int other = 0; other < tokens.size(); other++) {
                Dfa one = context.tokens().dfa(tokens.get(i)).orElse(null);
                Dfa wider = context.tokens().dfa(tokens.get(other)).orElse(null);
                // Of two that are the same, the later one is too many.
                if (i != other
                        && one != null
                        && wider != null
                        && (i > other || !one.equals(wider))
                        && one.intersect(wider) instanceof DfaResult.Built both
                        && both.dfa().equals(one)) {
                    TokenDef definition = context.spec().tokens().get(tokens.get(i));
                    TokenDef cover = context.spec().tokens().get(tokens.get(other));
                    context.report(with(
                                    definition,
                                    Diagnostic.of(
                                            DiagnosticKind.COVERED_DELIMITER,
                                            definition.name().isPresent() ? user : definition.textSpan(),
                                            OptionalCheck.quoted(definition),
                                            OptionalCheck.quoted(cover)))
                            .help("leave it out"));
                    break;
                }
            }
        }
    }

    private static void answered(CheckContext context, Field field, int token) {
        delimiter(context, field.span(), token, Bounds.ANSWERED_BYTES);
        if (context.machine().isEmpty()) {
            context.report(Diagnostic.of(DiagnosticKind.UNANSWERED, field.span())
                    .help("leave out \"or ... when answered\", or describe the conversation by a machine"));
        }
    }

    private static void delimiter(CheckContext context, Span user, int token, int most) {
        @Nullable Dfa dfa = context.tokens().dfa(token).orElse(null);
        if (dfa == null) {
            return;
        }
        TokenDef definition = context.spec().tokens().get(token);
        Span place = definition.name().isPresent() ? user : definition.textSpan();
        OptionalInt longest = dfa.maxLength();
        if (dfa.acceptsEmpty()) {
            context.report(with(
                            definition,
                            Diagnostic.of(DiagnosticKind.EMPTY_DELIMITER, place, OptionalCheck.quoted(definition)))
                    .help("let it match at least one byte: + instead of *, and no ? around all of it"));
        } else if (longest.isEmpty() || longest.getAsInt() > most) {
            String length = longest.isEmpty() ? "any length" : longest.getAsInt() + " bytes";
            context.report(with(
                            definition,
                            Diagnostic.of(
                                    DiagnosticKind.LONG_DELIMITER,
                                    place,
                                    OptionalCheck.quoted(definition),
                                    length,
                                    most))
                    .help("use counts that are bounded, such as {1,8} instead of +, or end the bytes at the first byte"
                            + " of the delimiter and read the rest of it as a field of its own"));
        }
    }

    private static Diagnostic with(TokenDef token, Diagnostic diagnostic) {
        return token.name().isPresent()
                ? diagnostic.note(token.textSpan(), "token \"" + token.displayName() + "\" is declared here")
                : diagnostic;
    }
}
