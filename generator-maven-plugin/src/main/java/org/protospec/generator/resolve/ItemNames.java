package org.protospec.generator.resolve;

import java.util.List;
import java.util.Optional;
import org.protospec.generator.ast.ItemNode;
import org.protospec.generator.model.Type;

/** Takes note of the names that one message's items declare, before the items are resolved. */
final class ItemNames {
    private final Symbols symbols;
    private final FieldResolver fields;
    private final GroupResolver groups;
    private final MessageDraft message;
    private final MessageScope scope;

    ItemNames(Symbols symbols, FieldResolver fields, GroupResolver groups, MessageDraft message, MessageScope scope) {
        this.symbols = symbols;
        this.fields = fields;
        this.groups = groups;
        this.message = message;
        this.scope = scope;
    }

    void announce(List<ItemNode> nodes) {
        announce(nodes, false);
    }

    private void announce(List<ItemNode> nodes, boolean inBranch) {
        int resync = lastResync(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            ItemNode node = nodes.get(i);
            boolean conditional = inBranch || i < resync;
            if (node instanceof ItemNode.FieldNode n) {
                field(n, conditional);
            } else if (node instanceof ItemNode.LetNode n) {
                let(n, conditional);
            } else if (node instanceof ItemNode.IfNode n) {
                announce(n.then(), true);
                announce(n.otherwise(), true);
            } else if (node instanceof ItemNode.OptionalNode n) {
                announce(n.items(), true);
            } else if (node instanceof ItemNode.AtNode n) {
                announce(n.items(), conditional);
            } else if (node instanceof ItemNode.SwitchNode n) {
                n.cases().forEach(c -> announce(c.items(), true));
            } else if (node instanceof ItemNode.ChoiceNode n) {
                n.alternatives().forEach(each -> announce(each.items(), true));
                n.otherwise().ifPresent(otherwise -> announce(otherwise, true));
            } else if (node instanceof ItemNode.TryNode n) {
                n.alternatives().forEach(each -> announce(each.items(), true));
            } else if (node instanceof ItemNode.UnionNode n) {
                n.members().forEach(each -> announce(each.items(), conditional));
            } else if (node instanceof ItemNode.BitsNode n) {
                announce(n.items(), conditional);
            }
        }
    }

    private void field(ItemNode.FieldNode node, boolean conditional) {
        node.name().ifPresent(scope::announce);
        groups.of(node).forEach(group -> {
            scope.announce(groups.name(node, group));
            message.announceLet(groups.name(node, group).text(), Optional.empty(), conditional);
        });
        if (fields.function(node).isPresent()) {
            node.name().ifPresent(name -> message.announceLet(name.text(), Optional.empty(), conditional));
        }
    }

    private void let(ItemNode.LetNode node, boolean conditional) {
        scope.announce(node.name());
        Optional<Type> type = node.type().map(t -> new ValueTypes(symbols).type(t, ValueTypes.Use.LET));
        message.announceLet(node.name().text(), type, conditional);
    }

    /** Index of the last place where reading goes on, behind which nothing is left behind; -1 if there is none. */
    private static int lastResync(List<ItemNode> nodes) {
        int last = nodes.size() - 1;
        while (last >= 0 && !(nodes.get(last) instanceof ItemNode.ResyncNode)) {
            last--;
        }
        return last;
    }
}
