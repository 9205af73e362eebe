package org.protospec.generator.resolve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.ItemNode;
import org.protospec.generator.ast.ModifierNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.Span;

/** Resolves the items of one message in the order in which they are read. */
final class BodyResolver {

    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final FieldResolver fields;
    private final FieldTypes types;
    private final MessageDraft message;
    private final MessageScope scope;
    private final GroupResolver groups;
    private BitOrder bitOrder;

    /** A page of memory: nothing in earnest is aligned to more. */
    private static final int MOST_ALIGNED = 4_096;

    /** How many bits of a byte are read at the present place. */
    private int bits;

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
        this.types = types;
        this.message = message;
        this.scope = scope;
        this.bitOrder = bitOrder;
        this.groups = new GroupResolver(symbols);
    }

    void resolve(List<ItemNode> nodes) {
        announce(nodes, false);
        message.items = items(nodes);
        wholeBytes("message \"" + message.name + "\"", message.span);
    }

    private void announce(List<ItemNode> nodes, boolean inBranch) {
        int resync = lastResync(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            ItemNode node = nodes.get(i);
            boolean conditional = inBranch || i < resync;
            if (node instanceof ItemNode.FieldNode n) {
                n.name().ifPresent(scope::announce);
                groups.of(n).forEach(group -> {
                    scope.announce(groups.name(n, group));
                    message.announceLet(groups.name(n, group).text(), Optional.empty(), conditional);
                });
                if (fields.function(n).isPresent()) {
                    n.name().ifPresent(name -> message.announceLet(name.text(), Optional.empty(), conditional));
                }
            } else if (node instanceof ItemNode.LetNode n) {
                scope.announce(n.name());
                Optional<Type> type = n.type().map(t -> new ValueTypes(symbols).type(t, ValueTypes.Use.LET));
                message.announceLet(n.name().text(), type, conditional);
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

    /** Index of the last place where reading goes on, behind which nothing is left behind; -1 if there is none. */
    private static int lastResync(List<ItemNode> nodes) {
        int last = nodes.size() - 1;
        while (last >= 0 && !(nodes.get(last) instanceof ItemNode.ResyncNode)) {
            last--;
        }
        return last;
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
            return let(n);
        } else if (node instanceof ItemNode.RequireNode n) {
            Expr condition = expressions.flag(n.condition(), scope, "a requirement");
            Optional<Expr> text = n.text().map(t -> expressions.resolve(t, scope));
            return new Item.RequireItem(n.span(), new Field.Requirement(n.span(), condition, text));
        } else if (node instanceof ItemNode.IfNode n) {
            Expr condition = expressions.flag(n.condition(), scope, "the condition of \"if\"");
            aligned("an if", n.span());
            Presence before = scope.assume(condition);
            List<Item> then = branch(n.then(), "this branch", n.span());
            scope.restore(before);
            return new Item.IfItem(n.span(), condition, then, branch(n.otherwise(), "this branch", n.span()));
        } else if (node instanceof ItemNode.OptionalNode n) {
            aligned("an optional part", n.span());
            return new Item.OptionalItem(n.span(), branch(n.items(), "this optional part", n.span()));
        } else if (node instanceof ItemNode.SkipNode n) {
            aligned("a skip", n.span());
            return unnamed(n.span(), new FieldType.SkipField(expressions.count(n.count(), scope, "a number of bytes")));
        } else if (node instanceof ItemNode.AlignNode n) {
            aligned("an align", n.span());
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
        aligned("a block of bits", node.span());
        BitOrder outer = bitOrder;
        bitOrder = node.order()
                .map(word -> symbols.bitOrder(word) == BitOrder.LSB ? BitOrder.ALL_LSB : BitOrder.MSB)
                .orElse(outer == BitOrder.LSB ? BitOrder.ALL_LSB : outer);
        List<Item> items = new ArrayList<>();
        for (ItemNode inner : node.items()) {
            if (inner instanceof ItemNode.LetNode || inner instanceof ItemNode.RequireNode) {
                items.add(item(inner));
            } else if (inner instanceof ItemNode.FieldNode n) {
                Item.FieldItem item = field(n);
                items.add(item);
                if (types.bits(item.field().encoding()) == 0
                                && !(item.field().encoding() instanceof FieldType.ErrorField)
                        || item.field().condition().isPresent()) {
                    symbols.report(DiagnosticKind.NOT_BITS, item.field().span());
                }
            } else {
                symbols.report(DiagnosticKind.NOT_BITS, inner.span());
            }
        }
        bitOrder = outer;
        wholeBytes("this block of bits", node.span());
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
        aligned("an at", node.span());
        List<Item> items = items(node.items());
        wholeBytes("this part", node.span());
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
        wholeBytes(what, span);
        scope.leaveBranch();
        return items;
    }

    private Item.FieldItem field(ItemNode.FieldNode node) {
        BitOrder order = bitOrder == BitOrder.LSB && bits != 0 ? BitOrder.ALL_LSB : bitOrder;
        Field field = fields.resolve(node, scope, message, order);
        message.fields.add(field);
        Optional<ExternDef> function = fields.function(node);
        boolean known = node.name().filter(scope::declare).isPresent();
        if (known && function.isEmpty()) {
            scope.add(node.name().orElseThrow().text(), field);
        }
        boolean ordered = node.modifiers().stream().anyMatch(ModifierNode.OrderModifier.class::isInstance);
        place(field, ordered);
        groups.keep(node, field, message, scope);
        if (function.isPresent() && node.name().isPresent()) {
            MessageDef.Let value = converted(node, field, function.get());
            message.lets.add(value);
            if (known) {
                scope.add(value);
            }
        }
        return new Item.FieldItem(node.span(), field);
    }

    /** What a function makes of a field: the field's name stands for it. */
    private MessageDef.Let converted(ItemNode.FieldNode node, Field field, ExternDef function) {
        Name name = node.name().orElseThrow();
        Type type =
                field.conversion().isEmpty() ? Types.ERROR : function.result().orElse(Types.ERROR);
        Expr read = new Expr.FieldRef(name.span(), field.type(), 0, message.id, field.index());
        boolean maybe = field.condition().isPresent();
        return new MessageDef.Let(
                message.lets.size(),
                name.text(),
                node.doc(),
                name.span(),
                maybe ? type.optional() : type,
                function.max(),
                Types.isError(type)
                        ? ExpressionResolver.error(name.span())
                        : new Expr.ExternCall(name.span(), type, function.id(), List.of(read)),
                scope.inBranch() || maybe);
    }

    /** Follows the bits: only what is read bit by bit may start within a byte. */
    private void place(Field field, boolean ordered) {
        FieldType type = field.encoding();
        int width = types.bits(type);
        boolean little = (type instanceof FieldType.IntField i && i.order() == ByteOrder.LITTLE)
                || (type instanceof FieldType.EnumField e && e.order() == ByteOrder.LITTLE);
        String what = field.label().map(n -> "\"" + n + "\"").orElse("this field");
        if (type instanceof FieldType.ErrorField) {
            bits = 0;
            return;
        }
        boolean wholeBytes = bitOrder == BitOrder.MSB ? little : ordered;
        if (width == 0 || wholeBytes || field.condition().isPresent()) {
            aligned(what, field.span());
        }
        bits = (bits + width) % Byte.SIZE;
        if (field.condition().isPresent()) {
            wholeBytes(what, field.span());
        }
    }

    private void aligned(String what, Span span) {
        if (bits != 0) {
            symbols.report(DiagnosticKind.NOT_ALIGNED, span, what, bitCount());
            bits = 0;
        }
    }

    private void wholeBytes(String what, Span span) {
        if (bits != 0) {
            symbols.report(DiagnosticKind.ENDS_IN_BYTE, span, what, bitCount());
            bits = 0;
        }
    }

    private String bitCount() {
        return bits == 1 ? "1 bit" : bits + " bits";
    }

    private Item let(ItemNode.LetNode node) {
        Expr value = expressions.resolve(node.value(), scope);
        if (value instanceof Expr.NoneLiteral && node.type().isEmpty()) {
            symbols.report(DiagnosticKind.NO_TYPE, value.span());
            value = ExpressionResolver.error(value.span());
        }
        Name name = node.name();
        MessageDraft.TypedLet typed = message.typed.get(name.text());
        Type type = typed == null ? value.type() : typed.type();
        if (typed != null) {
            value = fitting(value, type, name);
        }
        MessageDef.Let let = new MessageDef.Let(
                message.lets.size(),
                name.text(),
                node.doc(),
                name.span(),
                type,
                bound(node.type().flatMap(Declaration.ValueTypeNode::max)),
                value,
                scope.inBranch());
        message.lets.add(let);
        if (scope.declare(name)) {
            scope.add(let);
        }
        return new Item.LetItem(node.span(), let);
    }

    /** The value of a let whose type is written: one that is certainly of that type. */
    private Expr fitting(Expr value, Type type, Name name) {
        String what = "\"" + name.text() + "\"";
        Expr fitted = expressions.fit(value, type, what);
        boolean certain = !(type.present() instanceof Type.IntType wanted
                && fitted.type().present() instanceof Type.IntType given
                && !wanted.contains(given));
        if (!certain && !Types.isError(fitted)) {
            expressions.mismatch(value, what, symbols.describe(type));
        }
        return fitted;
    }

    private OptionalLong bound(Optional<ExprNode> node) {
        Optional<BigInteger> max = node.flatMap(m -> expressions.constantCount(m, scope, "a bound"));
        return max.isPresent() && max.get().bitLength() < Integer.SIZE
                ? OptionalLong.of(max.get().longValue())
                : OptionalLong.empty();
    }

    private Item switchItem(ItemNode.SwitchNode node) {
        Expr subject = expressions.present(expressions.resolve(node.subject(), scope));
        if (!Types.isError(subject) && !Types.comparable(subject.type(), subject.type())) {
            expressions.mismatch(subject, "what a switch decides by", "an integer, a text, a flag or an enum");
        }
        aligned("a switch", node.span());
        List<Item.Case> cases = new ArrayList<>();
        Optional<List<Item>> otherwise = Optional.empty();
        Map<Object, Span> labels = new LinkedHashMap<>();
        for (ItemNode.CaseNode c : node.cases()) {
            List<Expr> resolved =
                    c.labels().stream().map(l -> label(l, subject, labels)).toList();
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
        aligned("a choice", node.span());
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
        OptionalLong max = node.max().map(m -> bound(Optional.of(m))).orElse(OptionalLong.empty());
        aligned("a try", node.span());
        return new Item.TryItem(node.span(), max, alternatives(node.alternatives()));
    }

    /** The members are all read, so that what they read is no branch. */
    private Item union(ItemNode.UnionNode node) {
        aligned("a union", node.span());
        List<Item.Alternative> members = new ArrayList<>();
        for (ItemNode.AlternativeNode each : node.members()) {
            members.add(new Item.Alternative(each.span(), items(each.items())));
            wholeBytes("this member", each.span());
        }
        return new Item.UnionItem(node.span(), members);
    }

    private Expr label(ExprNode node, Expr subject, Map<Object, Span> labels) {
        Expr label = expressions.fit(
                expressions.present(expressions.resolve(node, scope)), subject.type(), "what this switch decides by");
        if (Types.isError(label)) {
            return label;
        }
        if (!Types.isLiteral(label)) {
            symbols.report(DiagnosticKind.NOT_CONSTANT, label.span(), "a case");
            return ExpressionResolver.error(label.span());
        }
        Span first = labels.putIfAbsent(value(label), label.span());
        if (first != null) {
            symbols.report(Diagnostic.of(
                            DiagnosticKind.CASE_TWICE,
                            label.span(),
                            label.span().text())
                    .note(first, "the first one is here"));
        }
        return label;
    }

    private Object value(Expr literal) {
        if (literal instanceof Expr.IntLiteral l) {
            return l.value();
        } else if (literal instanceof Expr.TextLiteral l) {
            return l.value();
        } else if (literal instanceof Expr.FlagLiteral l) {
            return l.value();
        } else if (literal instanceof Expr.EnumItem l) {
            EnumDef type = symbols.enumById(l.enumId()).orElseThrow();
            return type.items().get(l.item()).value();
        }
        return literal;
    }
}
