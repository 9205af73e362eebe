package org.protospec.generator.resolve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.protospec.generator.ast.ItemNode;
import org.protospec.generator.ast.ModifierNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.source.Span;

/** Resolves the items of one message in the order in which they are read. */
final class BodyResolver {

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final FieldResolver fields;
    private final MessageDraft message;
    private final MessageScope scope;
    private final GroupResolver groups;
    private final LetResolver lets;
    private final BitPlace bits;

    /** A page of memory: nothing in earnest is aligned to more. */
    private static final int MOST_ALIGNED = 4_096;

    BodyResolver(
            Symbols symbols,
            ExpressionResolver expressions,
            FieldResolver fields,
            FieldTypes types,
            MessageDraft message,
            MessageScope scope,
            BitOrder bitOrder) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.fields = fields;
        this.message = message;
        this.scope = scope;
        this.groups = new GroupResolver(symbols);
        this.lets = new LetResolver(symbols, expressions, message, scope);
        this.bits = new BitPlace(symbols, types, bitOrder);
    }

    void resolve(List<ItemNode> nodes) {
        new ItemNames(symbols, fields, groups, message, scope).announce(nodes);
        message.items = items(nodes);
        bits.wholeBytes("message \"" + message.name + "\"", message.span);
    }

    /** What stands before a place where reading goes on, back to the one before, is a part that may be left behind. */
    private List<Item> items(List<ItemNode> nodes) {
        List<Item> items = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof ItemNode.ResyncNode resync) {
                List<Item> part = branch(nodes.subList(from, i), "what stands before this resync", resync.span());
                symbols.resync(resync.span(), resync.place())
                        .ifPresent(to -> items.add(new Item.ResyncItem(resync.span(), part, to)));
                from = i + 1;
            }
        }
        items.addAll(plain(nodes.subList(from, nodes.size())));
        return items;
    }

    private List<Item> plain(List<ItemNode> nodes) {
        List<Item> items = new ArrayList<>();
        for (ItemNode node : nodes) {
            if (node instanceof ItemNode.BitsNode n) {
                items.addAll(bits(n));
            } else {
                items.add(item(node));
            }
        }
        return items;
    }

    private Item item(ItemNode node) {
        if (node instanceof ItemNode.FieldNode n) {
            return field(n);
        } else if (node instanceof ItemNode.LetNode n) {
            return lets.let(n);
        } else if (node instanceof ItemNode.RequireNode n) {
            Expr condition = expressions.flag(n.condition(), scope, "a requirement");
            Optional<Expr> text = n.text().map(t -> expressions.resolve(t, scope));
            return new Item.RequireItem(n.span(), new Field.Requirement(n.span(), condition, text));
        } else if (node instanceof ItemNode.IfNode n) {
            Expr condition = expressions.flag(n.condition(), scope, "the condition of \"if\"");
            bits.aligned("an if", n.span());
            Presence before = scope.assume(condition);
            List<Item> then = branch(n.then(), "this branch", n.span());
            scope.restore(before);
            return new Item.IfItem(n.span(), condition, then, branch(n.otherwise(), "this branch", n.span()));
        } else if (node instanceof ItemNode.OptionalNode n) {
            bits.aligned("an optional part", n.span());
            return new Item.OptionalItem(n.span(), branch(n.items(), "this optional part", n.span()));
        } else if (node instanceof ItemNode.SkipNode n) {
            bits.aligned("a skip", n.span());
            return unnamed(n.span(), new FieldType.SkipField(expressions.count(n.count(), scope, "a number of bytes")));
        } else if (node instanceof ItemNode.AlignNode n) {
            bits.aligned("an align", n.span());
            return unnamed(n.span(), alignment(n));
        } else if (node instanceof ItemNode.AtNode n) {
            return at(n);
        } else if (node instanceof ItemNode.ChoiceNode n) {
            return choice(n);
        } else if (node instanceof ItemNode.TryNode n) {
            return attempts(n);
        } else if (node instanceof ItemNode.UnionNode n) {
            return union(n);
        }
        return switchItem((ItemNode.SwitchNode) node);
    }

    /** Fields that have whole bytes together; they belong to the message like others. */
    private List<Item> bits(ItemNode.BitsNode node) {
        bits.aligned("a block of bits", node.span());
        BitOrder outer = bits.enter(node.order());
        List<Item> items = new ArrayList<>();
        for (ItemNode inner : node.items()) {
            if (inner instanceof ItemNode.LetNode || inner instanceof ItemNode.RequireNode) {
                items.add(item(inner));
            } else if (inner instanceof ItemNode.FieldNode n) {
                Item.FieldItem item = field(n);
                items.add(item);
                if (!bits.isBits(item.field())) {
                    symbols.report(DiagnosticKind.NOT_BITS, item.field().span());
                }
            } else {
                symbols.report(DiagnosticKind.NOT_BITS, inner.span());
            }
        }
        bits.leave(outer);
        bits.wholeBytes("this block of bits", node.span());
        return items;
    }

    private Item at(ItemNode.AtNode node) {
        Expr place = expressions.count(node.place(), scope, "a place");
        OptionalInt origin = OptionalInt.empty();
        if (node.origin().isPresent()) {
            Name name = node.origin().get();
            Integer id = symbols.messageIds.get(name.text());
            if (id == null) {
                symbols.unknown(DiagnosticKind.UNKNOWN_ORIGIN, name, symbols.messageIds.keySet(), name.text());
            } else {
                origin = OptionalInt.of(id);
            }
        }
        bits.aligned("an at", node.span());
        List<Item> items = items(node.items());
        bits.wholeBytes("this part", node.span());
        return new Item.AtItem(node.span(), place, origin, items);
    }

    private Item unnamed(Span span, FieldType encoding) {
        Field field = Field.unnamed(message.fields.size(), span, encoding, scope.inBranch());
        message.fields.add(field);
        return new Item.FieldItem(span, field);
    }

    private FieldType alignment(ItemNode.AlignNode node) {
        Optional<BigInteger> bytes = expressions.constantCount(node.bytes(), scope, "what \"align\" is given");
        if (bytes.isEmpty()) {
            return new FieldType.ErrorField();
        }
        if (bytes.get().signum() == 0 || bytes.get().compareTo(BigInteger.valueOf(MOST_ALIGNED)) > 0) {
            symbols.report(
                    DiagnosticKind.NEVER_FITS, node.bytes().span(), "\"align\"", "1 to " + MOST_ALIGNED, bytes.get());
            return new FieldType.ErrorField();
        }
        return new FieldType.AlignField(bytes.get().intValue());
    }

    private List<Item> branch(List<ItemNode> nodes, String what, Span span) {
        scope.enterBranch();
        List<Item> items = items(nodes);
        bits.wholeBytes(what, span);
        scope.leaveBranch();
        return items;
    }

    private Item.FieldItem field(ItemNode.FieldNode node) {
        Field field = fields.resolve(node, scope, message, bits.order());
        message.fields.add(field);
        Optional<ExternDef> function = fields.function(node);
        boolean known = node.name().filter(scope::declare).isPresent();
        if (known && function.isEmpty()) {
            scope.add(node.name().orElseThrow().text(), field);
        }
        boolean ordered = node.modifiers().stream().anyMatch(ModifierNode.OrderModifier.class::isInstance);
        bits.follow(field, ordered);
        groups.keep(node, field, message, scope);
        if (function.isPresent() && node.name().isPresent()) {
            MessageDef.Let value = lets.converted(node, field, function.get());
            message.lets.add(value);
            if (known) {
                scope.add(value);
            }
        }
        return new Item.FieldItem(node.span(), field);
    }

    private Item switchItem(ItemNode.SwitchNode node) {
        Expr subject = expressions.present(expressions.resolve(node.subject(), scope));
        if (!Types.isError(subject) && !Types.comparable(subject.type(), subject.type())) {
            expressions.mismatch(subject, "what a switch decides by", "an integer, a text, a flag or an enum");
        }
        bits.aligned("a switch", node.span());
        List<Item.Case> cases = new ArrayList<>();
        Optional<List<Item>> otherwise = Optional.empty();
        CaseLabels labels = new CaseLabels(symbols, expressions, scope, subject);
        for (ItemNode.CaseNode c : node.cases()) {
            List<Expr> resolved = labels.resolve(c.labels());
            List<Item> items = branch(c.items(), "this case", c.span());
            if (!c.labels().isEmpty()) {
                cases.add(new Item.Case(c.span(), resolved, items));
            } else if (otherwise.isPresent()) {
                symbols.report(DiagnosticKind.DEFAULT_TWICE, c.span());
            } else {
                otherwise = Optional.of(items);
            }
        }
        return new Item.SwitchItem(node.span(), subject, cases, otherwise);
    }

    private Item choice(ItemNode.ChoiceNode node) {
        bits.aligned("a choice", node.span());
        List<Item.Alternative> alternatives = alternatives(node.alternatives());
        Optional<List<Item>> otherwise =
                node.otherwise().map(items -> branch(items, "what is read otherwise", node.span()));
        return new Item.ChoiceItem(node.span(), alternatives, otherwise);
    }

    private List<Item.Alternative> alternatives(List<ItemNode.AlternativeNode> nodes) {
        List<Item.Alternative> alternatives = new ArrayList<>();
        nodes.forEach(each -> alternatives.add(
                new Item.Alternative(each.span(), branch(each.items(), "this alternative", each.span()))));
        return alternatives;
    }

    private Item attempts(ItemNode.TryNode node) {
        OptionalLong max = expressions.bound(node.max(), scope);
        bits.aligned("a try", node.span());
        return new Item.TryItem(node.span(), max, alternatives(node.alternatives()));
    }

    /** The members are all read, so that what they read is no branch. */
    private Item union(ItemNode.UnionNode node) {
        bits.aligned("a union", node.span());
        List<Item.Alternative> members = new ArrayList<>();
        for (ItemNode.AlternativeNode each : node.members()) {
            members.add(new Item.Alternative(each.span(), items(each.items())));
            bits.wholeBytes("this member", each.span());
        }
        return new Item.UnionItem(node.span(), members);
    }
}
