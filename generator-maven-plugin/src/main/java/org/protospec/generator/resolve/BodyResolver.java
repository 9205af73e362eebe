package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.ItemNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.Expr;
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
    private final FieldTypes types;
    private final MessageDraft message;
    private final MessageScope scope;

    /** How many bits of a byte are read at the present place. */
    private int bits;

    BodyResolver(
            Symbols symbols,
            ExpressionResolver expressions,
            FieldResolver fields,
            FieldTypes types,
            MessageDraft message,
            MessageScope scope) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.fields = fields;
        this.types = types;
        this.message = message;
        this.scope = scope;
    }

    void resolve(List<ItemNode> nodes) {
        announce(nodes);
        message.items = items(nodes);
        wholeBytes("message \"" + message.name + "\"", message.span);
    }

    private void announce(List<ItemNode> nodes) {
        for (ItemNode node : nodes) {
            if (node instanceof ItemNode.FieldNode n) {
                n.name().ifPresent(scope::announce);
            } else if (node instanceof ItemNode.LetNode n) {
                scope.announce(n.name());
            } else if (node instanceof ItemNode.IfNode n) {
                announce(n.then());
                announce(n.otherwise());
            } else if (node instanceof ItemNode.OptionalNode n) {
                announce(n.items());
            } else if (node instanceof ItemNode.SwitchNode n) {
                n.cases().forEach(c -> announce(c.items()));
            }
        }
    }

    private List<Item> items(List<ItemNode> nodes) {
        List<Item> items = new ArrayList<>();
        nodes.forEach(node -> items.add(item(node)));
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
            List<Item> then = branch(n.then(), "this branch", n.span());
            return new Item.IfItem(n.span(), condition, then, branch(n.otherwise(), "this branch", n.span()));
        } else if (node instanceof ItemNode.OptionalNode n) {
            aligned("an optional part", n.span());
            return new Item.OptionalItem(n.span(), branch(n.items(), "this optional part", n.span()));
        }
        return switchItem((ItemNode.SwitchNode) node);
    }

    private List<Item> branch(List<ItemNode> nodes, String what, Span span) {
        scope.enterBranch();
        List<Item> items = items(nodes);
        wholeBytes(what, span);
        scope.leaveBranch();
        return items;
    }

    private Item field(ItemNode.FieldNode node) {
        Field field = fields.resolve(node, scope, message);
        message.fields.add(field);
        node.name().ifPresent(name -> {
            if (scope.declare(name)) {
                scope.add(name.text(), field);
            }
        });
        place(field);
        return new Item.FieldItem(node.span(), field);
    }

    /** Follows the bits: only what is read bit by bit may start within a byte. */
    private void place(Field field) {
        FieldType type = field.encoding();
        int width = types.bits(type);
        boolean little = (type instanceof FieldType.IntField i && i.order() == ByteOrder.LITTLE)
                || (type instanceof FieldType.EnumField e && e.order() == ByteOrder.LITTLE);
        String what = field.name().map(n -> "\"" + n + "\"").orElse("this field");
        if (type instanceof FieldType.ErrorField) {
            bits = 0;
            return;
        }
        if (width == 0 || little || field.condition().isPresent()) {
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
        if (value instanceof Expr.NoneLiteral) {
            symbols.report(DiagnosticKind.NO_TYPE, value.span());
            value = ExpressionResolver.error(value.span());
        }
        Name name = node.name();
        MessageDef.Let let =
                new MessageDef.Let(message.lets.size(), name.text(), node.doc(), name.span(), value, scope.inBranch());
        message.lets.add(let);
        if (scope.declare(name)) {
            scope.add(let);
        }
        return new Item.LetItem(node.span(), let);
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
