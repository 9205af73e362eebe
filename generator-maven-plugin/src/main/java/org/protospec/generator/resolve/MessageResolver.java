package org.protospec.generator.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.protospec.generator.ast.Declaration.MessageDecl;
import org.protospec.generator.ast.TypeNode;
import org.protospec.generator.model.ByteOrder;

/** Resolves messages, each when it is first needed, since expressions look into messages declared further down. */
final class MessageResolver {

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final FieldResolver fields;
    private final FieldTypes types;
    private final BitOrder bitOrder;
    private final Map<Integer, MessageDecl> waiting = new LinkedHashMap<>();

    MessageResolver(Symbols symbols, ExpressionResolver expressions, ByteOrder order, BitOrder bitOrder) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.bitOrder = bitOrder;
        this.types = new FieldTypes(symbols, expressions, this, order);
        this.fields = new FieldResolver(symbols, expressions, types);
    }

    /** Adds a message that is declared; its draft, with parameters, is there already. */
    void add(int id, MessageDecl declaration) {
        waiting.put(id, declaration);
    }

    void resolveAll() {
        for (int id : List.copyOf(waiting.keySet())) {
            ensure(id);
        }
    }

    /** Sees to it that a message is resolved, as far as it can be: one that contains itself is still being resolved. */
    void ensure(int id) {
        MessageDecl declaration = waiting.remove(id);
        if (declaration != null) {
            MessageDraft message = symbols.message(id);
            MessageScope scope = new MessageScope(symbols, message, null);
            declaration.parameters().forEach(p -> scope.declare(p.name()));
            message.params.forEach(scope::add);
            body(message, scope).resolve(declaration.items());
        }
    }

    /** Resolves a message written in place; gives its id. */
    int inline(TypeNode.InlineType node, MessageScope outer, MessageDraft parent, String fieldName) {
        int id = symbols.messages.size();
        MessageDraft message = new MessageDraft(
                id,
                uniqueName(parent.name + pascal(fieldName)),
                "",
                node.span(),
                OptionalInt.of(parent.id),
                OptionalLong.empty());
        symbols.messages.add(message);
        body(message, new MessageScope(symbols, message, outer)).resolve(node.items());
        return id;
    }

    private BodyResolver body(MessageDraft message, MessageScope scope) {
        return new BodyResolver(symbols, expressions, fields, types, message, scope, bitOrder);
    }

    private String uniqueName(String name) {
        String candidate = name;
        int number = 2;
        while (isTaken(candidate)) {
            candidate = name + number++;
        }
        return candidate;
    }

    private boolean isTaken(String name) {
        return symbols.enums.containsKey(name) || symbols.messages.stream().anyMatch(m -> m.name.equals(name));
    }

    private static String pascal(String name) {
        StringBuilder out = new StringBuilder();
        for (String word : name.split("_", -1)) {
            if (!word.isEmpty()) {
                out.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return out.toString();
    }
}
