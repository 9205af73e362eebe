package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.MachineNode;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.Span;

/** Resolves what the first bytes of a protocol's flows look like. */
final class SignatureResolver {

    private final Symbols symbols;

    SignatureResolver(Symbols symbols) {
        this.symbols = symbols;
    }

    List<Spec.Signature> resolve(List<Declaration.LooksLikeDecl> declarations) {
        List<Spec.Signature> signatures = new ArrayList<>();
        for (Declaration.LooksLikeDecl declaration : declarations) {
            Optional<Spec.FirstBytes> up = direction(declaration, MachineNode.Direction.UP);
            Optional<Spec.FirstBytes> down = direction(declaration, MachineNode.Direction.DOWN);
            if (up.isPresent() || down.isPresent()) {
                signatures.add(new Spec.Signature(declaration.span(), declaration.doc(), up, down));
            }
        }
        return signatures;
    }

    private Optional<Spec.FirstBytes> direction(
            Declaration.LooksLikeDecl declaration, MachineNode.Direction direction) {
        Optional<Spec.FirstBytes> found = Optional.empty();
        Optional<Span> first = Optional.empty();
        for (Declaration.FirstBytesNode node : declaration.directions()) {
            if (node.direction() != direction) {
                continue;
            }
            if (first.isPresent()) {
                String way = direction.name().toLowerCase(Locale.ROOT) + "wards";
                symbols.report(Diagnostic.of(DiagnosticKind.EXPECTED_TWICE, node.span(), way)
                        .note(first.get(), "the first time is here"));
                continue;
            }
            first = Optional.of(node.span());
            OptionalInt token = symbols.delimiter(node.pattern());
            if (token.isPresent()) {
                found = Optional.of(new Spec.FirstBytes(node.span(), token.getAsInt(), SpecResolver.bound(node.max())));
            }
        }
        return found;
    }
}
