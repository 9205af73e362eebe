package org.protospec.generator.check;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.regex.Dfa;

/** What first bytes are compared with has at least one byte and a bound, and there are flows to recognise. */
final class SignatureCheck implements Check {

    private static final List<String> TRANSPORTS = List.of("tcp", "udp");

    @Override
    public void check(CheckContext context) {
        for (Spec.Signature signature : context.spec().signatures()) {
            flows(context, signature);
            Stream.of(signature.up(), signature.down())
                    .flatMap(Optional::stream)
                    .forEach(first -> firstBytes(context, first));
        }
    }

    private static void flows(CheckContext context, Spec.Signature signature) {
        List<Spec.Binding> bindings = context.spec().bindings();
        boolean carried = bindings.isEmpty() || bindings.stream().anyMatch(b -> TRANSPORTS.contains(b.layer()));
        if (!carried) {
            context.report(DiagnosticKind.NO_FLOWS, signature.span(), "is not carried by tcp or udp");
        } else if (context.machine().isEmpty()) {
            context.report(DiagnosticKind.NO_FLOWS, signature.span(), "has no machine");
        }
    }

    private static void firstBytes(CheckContext context, Spec.FirstBytes first) {
        Optional<Dfa> made = context.tokens().dfa(first.token()).map(Dfa::shortestMatches);
        if (made.isEmpty()) {
            return;
        }
        TokenDef token = context.spec().tokens().get(first.token());
        OptionalInt bound = Bounds.firstBytes(first, token, made.get());
        if (made.get().acceptsEmpty()) {
            context.report(Diagnostic.of(DiagnosticKind.EMPTY_LOOK, first.span(), OptionalCheck.quoted(token))
                    .help("let it match at least one byte: + instead of *, and no ? around all of it"));
        } else if (bound.isEmpty() || bound.getAsInt() > Bounds.FIRST_BYTES) {
            String length = bound.isEmpty() ? "any length" : bound.getAsInt() + " bytes";
            context.report(Diagnostic.of(
                            DiagnosticKind.LONG_LOOK,
                            first.span(),
                            OptionalCheck.quoted(token),
                            length,
                            Bounds.FIRST_BYTES)
                    .help("write a bound behind it, such as \"max 512\""));
        } else if (made.get().minLength() > bound.getAsInt()) {
            context.report(
                    DiagnosticKind.NEVER_LOOKS,
                    first.span(),
                    OptionalCheck.quoted(token),
                    made.get().minLength(),
                    bound.getAsInt());
        }
    }
}
