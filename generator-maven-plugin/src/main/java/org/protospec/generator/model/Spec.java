package org.protospec.generator.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.protospec.generator.source.Span;

/**
 * A resolved protocol: everything that a spec file says, with names replaced by ids.
 *
 * <p>The id of a token, message, enum, event or extern is its index in the list here. Constants ({@code const}) are folded
 * into the expressions that use them and do not appear.
 *
 * @param span the {@code protocol} declaration; its file is the spec file
 * @param doc the text of the file's doc comment, empty without one
 * @param signatures the ways in which a flow may begin: one of them is enough
 * @param order the byte order of fields that name none (each field carries its own order already)
 */
public record Spec(
        Span span,
        String name,
        String doc,
        List<Binding> bindings,
        List<Signature> signatures,
        ByteOrder order,
        List<TokenDef> tokens,
        List<MessageDef> messages,
        List<EnumDef> enums,
        List<EventDef> events,
        List<ExternDef> externs,
        List<FunctionDef> functions,
        Optional<MachineDef> machine) {

    public Spec {
        bindings = List.copyOf(bindings);
        signatures = List.copyOf(signatures);
        tokens = List.copyOf(tokens);
        messages = List.copyOf(messages);
        enums = List.copyOf(enums);
        events = List.copyOf(events);
        externs = List.copyOf(externs);
        functions = List.copyOf(functions);
    }

    /** A way in which a flow may begin: in every direction named, the first bytes match. */
    public record Signature(Span span, String doc, Optional<FirstBytes> up, Optional<FirstBytes> down) {}

    /**
     * What the first bytes of a direction match: they begin with a match of the token.
     *
     * @param max most bytes that are looked at, if it is said here; the token may bound them too
     */
    public record FirstBytes(Span span, int token, OptionalLong max) {}

    /** A place where the protocol is found, such as {@code tcp port 25, 587}; the numbers are not negative. */
    public record Binding(Span span, String layer, String key, List<Long> numbers) {

        public Binding {
            numbers = List.copyOf(numbers);
        }
    }
}
