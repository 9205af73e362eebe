package org.protospec.generator.resolve;

import java.util.List;
import java.util.OptionalLong;
import org.protospec.generator.ast.ItemNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.ast.PatternNode;
import org.protospec.generator.ast.TypeNode;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.model.Type;

/** Makes values of a message out of the named groups of the tokens that it reads. */
final class GroupResolver {

    private final Symbols symbols;

    GroupResolver(Symbols symbols) {
        this.symbols = symbols;
    }

    /** The groups of the token that a field reads, if it reads one. */
    List<TokenGroups.Group> of(ItemNode.FieldNode node) {
        if (node.type() instanceof TypeNode.PatternType type) {
            return type.pattern().form() == PatternNode.Form.REGEX
                    ? TokenGroups.of(type.pattern().text())
                    : List.of();
        }
        return node.type() instanceof TypeNode.NamedType type
                ? symbols.tokens
                        .named(type.name().text())
                        .filter(token -> token.form() == TokenDef.Form.REGEX)
                        .map(token -> TokenGroups.of(token.text()))
                        .orElse(List.of())
                : List.of();
    }

    /** The name of a group's value: that of the field and the group's, or the group's if the field has none. */
    Name name(ItemNode.FieldNode node, TokenGroups.Group group) {
        return node.name()
                .map(field -> new Name(field.span(), field.text() + "_" + group.name()))
                .orElseGet(() -> new Name(node.type().span(), group.name()));
    }

    void keep(ItemNode.FieldNode node, Field field, MessageDraft message, MessageScope scope) {
        List<TokenGroups.Group> groups = of(node);
        for (int i = 0; i < groups.size(); i++) {
            Name name = name(node, groups.get(i));
            boolean certain = groups.get(i).certain() && field.condition().isEmpty();
            Type type = certain ? Types.TEXT : Types.TEXT.optional();
            MessageDef.Let let = new MessageDef.Let(
                    message.lets.size(),
                    name.text(),
                    "",
                    name.span(),
                    type,
                    OptionalLong.empty(),
                    new Expr.GroupRef(name.span(), type, field.index(), i),
                    scope.inBranch() || field.condition().isPresent());
            message.lets.add(let);
            if (scope.declare(name)) {
                scope.add(let);
            }
        }
    }
}
