package org.protospec.generator.check;

import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.source.Span;

/** Every optional part begins with something that tells whether it is there. */
final class OptionalCheck implements Check {

    @Override
    public void check(CheckContext context) {
        for (MessageDef message : context.spec().messages()) {
            for (Item item : Walk.items(message.items())) {
                if (item instanceof Item.OptionalItem optional) {
                    check(context, optional);
                }
            }
        }
    }

    private static void check(CheckContext context, Item.OptionalItem optional) {
        Span word = start(optional.span());
        LookAhead look = LookAhead.of(context.spec(), optional.items(), word);
        if (look instanceof LookAhead.Several) {
            Beginnings.Found found = Beginnings.of(context.spec()).items(optional.items());
            look = found.blind().isPresent() ? found.blind().get() : look;
        }
        if (look instanceof LookAhead.Blind blind && !blind.what().isEmpty()) {
            Diagnostic diagnostic = Diagnostic.of(DiagnosticKind.BLIND_OPTIONAL, blind.span(), blind.what());
            if (!blind.span().equals(word)) {
                diagnostic = diagnostic.note(word, "the optional part begins here");
            }
            context.report(
                    diagnostic.help(
                            "begin it with a token, a literal or a constant integer, or decide by a condition: if ... { ... }"));
        } else if (look instanceof LookAhead.Token token && context.tokens().acceptsEmpty(token.token())) {
            TokenDef definition = context.spec().tokens().get(token.token());
            context.report(Diagnostic.of(DiagnosticKind.EMPTY_OPTIONAL, token.span(), quoted(definition))
                    .note(definition.textSpan(), "this pattern matches the empty string")
                    .help("let it match at least one byte, or leave out \"optional\""));
        }
    }

    static String quoted(TokenDef token) {
        return token.name().map(name -> "token \"" + name + "\"").orElse(token.displayName());
    }

    /** The word itself: the whole part may have many lines. */
    private static Span start(Span span) {
        return span.text().startsWith("optional")
                ? new Span(span.file(), span.start(), span.start() + "optional".length())
                : span;
    }
}
