package org.protospec.generator.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.ItemNode;
import org.protospec.generator.ast.ModifierNode;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.source.Span;

/** Builds the syntax tree of what stands in a message. */
final class ItemBuilder {

    private final SourceText source;
    private final DocComments docs;
    private final ExpressionBuilder expressions;
    private final TypeBuilder types;

    ItemBuilder(SourceText source, DocComments docs, ExpressionBuilder expressions) {
        this.source = source;
        this.docs = docs;
        this.expressions = expressions;
        this.types = new TypeBuilder(source, expressions, this);
    }

    TypeBuilder types() {
        return types;
    }

    List<ItemNode> block(ProtoSpecParser.BlockContext context) {
        return items(context.item());
    }

    private List<ItemNode> items(List<ProtoSpecParser.ItemContext> contexts) {
        List<ItemNode> items = new ArrayList<>();
        for (ProtoSpecParser.ItemContext context : contexts) {
            if (context.field() != null) {
                items.addAll(LengthPrefix.spelledOut(field(context.field())));
            } else {
                items.add(item(context));
            }
        }
        return items;
    }

    /** Whatever is not a field. */
    private ItemNode item(ProtoSpecParser.ItemContext context) {
        Span span = source.span(context);
        if (context.letItem() != null) {
            ProtoSpecParser.LetItemContext let = context.letItem();
            return new ItemNode.LetNode(
                    span,
                    docs.before(context),
                    source.name(let.name()),
                    Optional.ofNullable(let.valueType()).map(types::valueType),
                    expressions.expression(let.expression()));
        } else if (context.requireItem() != null) {
            List<ProtoSpecParser.ExpressionContext> e = context.requireItem().expression();
            return new ItemNode.RequireNode(span, expressions.expression(e.get(0)), text(e));
        } else if (context.ifItem() != null) {
            return ifItem(context.ifItem(), 0);
        } else if (context.optionalItem() != null) {
            return new ItemNode.OptionalNode(
                    source.span(context.getStart()),
                    block(context.optionalItem().block()));
        } else if (context.switchItem() != null) {
            return switchItem(context.switchItem());
        } else if (context.choiceItem() != null) {
            return choice(context.choiceItem());
        } else if (context.tryItem() != null) {
            return attempts(context.tryItem());
        } else if (context.unionItem() != null) {
            return new ItemNode.UnionNode(
                    source.span(context.unionItem().getStart()),
                    alternatives(context.unionItem().alternative()));
        } else if (context.bitsItem() != null) {
            return bits(context.bitsItem());
        } else if (context.skipItem() != null) {
            return new ItemNode.SkipNode(
                    span, expressions.expression(context.skipItem().expression()));
        } else if (context.alignItem() != null) {
            return new ItemNode.AlignNode(
                    span, expressions.expression(context.alignItem().expression()));
        } else if (context.atItem() != null) {
            ProtoSpecParser.AtItemContext at = context.atItem();
            return new ItemNode.AtNode(
                    source.span(at.getStart()),
                    expressions.expression(at.expression()),
                    Optional.ofNullable(at.origin).map(source::name),
                    block(at.block()));
        }
        return new ItemNode.ResyncNode(
                span, types.resyncPlace(context.resyncItem().resyncPlace()));
    }

    private ItemNode bits(ProtoSpecParser.BitsItemContext context) {
        return new ItemNode.BitsNode(
                source.span(context.getStart()),
                Optional.ofNullable(context.order).map(source::name),
                block(context.block()));
    }

    private Optional<ExprNode> text(List<ProtoSpecParser.ExpressionContext> conditionAndText) {
        return conditionAndText.size() < 2
                ? Optional.empty()
                : Optional.of(expressions.shownText(conditionAndText.get(1), "what explains a requirement"));
    }

    /** The {@code if} of the condition number {@code index}; the next one is the only item of its else. */
    private ItemNode ifItem(ProtoSpecParser.IfItemContext context, int index) {
        int conditions = context.expression().size();
        List<ItemNode> otherwise = List.of();
        if (index + 1 < conditions) {
            otherwise = List.of(ifItem(context, index + 1));
        } else if (context.block().size() > conditions) {
            otherwise = block(context.block(conditions));
        }
        ExprNode condition = expressions.expression(context.expression(index));
        return new ItemNode.IfNode(condition.span(), condition, block(context.block(index)), otherwise);
    }

    private ItemNode switchItem(ProtoSpecParser.SwitchItemContext context) {
        List<ItemNode.CaseNode> cases = new ArrayList<>();
        for (ProtoSpecParser.SwitchCaseContext c : context.switchCase()) {
            List<ExprNode> labels =
                    c.expression().stream().map(expressions::expression).toList();
            cases.add(new ItemNode.CaseNode(source.span(c.getStart()), labels, items(c.item())));
        }
        return new ItemNode.SwitchNode(
                source.span(context.getStart()), expressions.expression(context.expression()), cases);
    }

    private ItemNode choice(ProtoSpecParser.ChoiceItemContext context) {
        Optional<List<ItemNode>> otherwise =
                context.T_DEFAULT() == null ? Optional.empty() : Optional.of(items(context.item()));
        return new ItemNode.ChoiceNode(source.span(context.getStart()), alternatives(context.alternative()), otherwise);
    }

    private List<ItemNode.AlternativeNode> alternatives(List<ProtoSpecParser.AlternativeContext> contexts) {
        List<ItemNode.AlternativeNode> alternatives = new ArrayList<>();
        for (ProtoSpecParser.AlternativeContext each : contexts) {
            alternatives.add(new ItemNode.AlternativeNode(
                    source.span(each.getStart()),
                    each.block() != null ? block(each.block()) : LengthPrefix.spelledOut(field(each.field()))));
        }
        return alternatives;
    }

    private ItemNode attempts(ProtoSpecParser.TryItemContext context) {
        List<ItemNode.AlternativeNode> alternatives = new ArrayList<>();
        context.block()
                .forEach(each ->
                        alternatives.add(new ItemNode.AlternativeNode(source.span(each.getStart()), block(each))));
        return new ItemNode.TryNode(
                source.span(context.getStart()),
                Optional.ofNullable(context.expression()).map(expressions::expression),
                alternatives);
    }

    private ItemNode.FieldNode field(ProtoSpecParser.FieldContext context) {
        Optional<ProtoSpecParser.NameContext> name = Optional.ofNullable(context.name());
        return new ItemNode.FieldNode(
                source.span(context),
                docs.before(context),
                name.map(source::name),
                types.type(context.fieldType()),
                modifiers(context.modifier()));
    }

    private List<ModifierNode> modifiers(List<ProtoSpecParser.ModifierContext> contexts) {
        List<ModifierNode> modifiers = new ArrayList<>();
        Set<Class<?>> seen = new LinkedHashSet<>();
        for (ProtoSpecParser.ModifierContext context : contexts) {
            ModifierNode modifier = modifier(context);
            boolean converts = modifier instanceof ModifierNode.ScaleModifier;
            if (seen.add(converts ? ModifierNode.AsModifier.class : modifier.getClass())) {
                modifiers.add(modifier);
            } else {
                source.report(
                        DiagnosticKind.MODIFIER_TWICE,
                        source.span(context),
                        context.getStart().getText());
            }
        }
        return modifiers;
    }

    private ModifierNode.FilterNode filter(ProtoSpecParser.FilterUseContext context) {
        return new ModifierNode.FilterNode(
                source.span(context),
                source.name(context.name()),
                Optional.ofNullable(context.expression()).map(expressions::expression));
    }

    private ModifierNode modifier(ProtoSpecParser.ModifierContext context) {
        Span span = source.span(context);
        if (context instanceof ProtoSpecParser.OrderModifierContext c) {
            return new ModifierNode.OrderModifier(
                    span, c.T_LE() == null ? Declaration.Endian.BIG : Declaration.Endian.LITTLE);
        } else if (context instanceof ProtoSpecParser.ConstantModifierContext c) {
            return new ModifierNode.ConstantModifier(span, expressions.expression(c.expression()));
        } else if (context instanceof ProtoSpecParser.AsModifierContext c) {
            return new ModifierNode.AsModifier(span, source.name(c.plainName()), expressions.arguments(c.arguments()));
        } else if (context instanceof ProtoSpecParser.MaxModifierContext c) {
            return new ModifierNode.MaxModifier(span, expressions.expression(c.expression()));
        } else if (context instanceof ProtoSpecParser.SizeModifierContext c) {
            return new ModifierNode.SizeModifier(span, expressions.expression(c.expression()));
        } else if (context instanceof ProtoSpecParser.FeedModifierContext c) {
            return new ModifierNode.StreamModifier(
                    span, Optional.empty(), List.of(), Optional.of(source.name(c.name())));
        } else if (context instanceof ProtoSpecParser.StreamModifierContext c) {
            return new ModifierNode.StreamModifier(
                    span,
                    Optional.ofNullable(c.name()).map(source::name),
                    expressions.arguments(c.arguments()),
                    Optional.empty());
        } else if (context instanceof ProtoSpecParser.DecodeModifierContext c) {
            return new ModifierNode.DecodeModifier(
                    span, c.filterUse().stream().map(this::filter).toList());
        } else if (context instanceof ProtoSpecParser.IfModifierContext c) {
            return new ModifierNode.IfModifier(span, expressions.expression(c.expression()));
        } else if (context instanceof ProtoSpecParser.ResyncModifierContext c) {
            return new ModifierNode.ResyncModifier(span, types.resyncPlace(c.resyncPlace()));
        } else if (context instanceof ProtoSpecParser.RequireModifierContext c) {
            return new ModifierNode.RequireModifier(
                    span, expressions.expression(c.expression(0)), text(c.expression()));
        }
        ProtoSpecParser.ScaleModifierContext scale = (ProtoSpecParser.ScaleModifierContext) context;
        return new ModifierNode.ScaleModifier(span, expressions.expression(scale.expression()));
    }
}
