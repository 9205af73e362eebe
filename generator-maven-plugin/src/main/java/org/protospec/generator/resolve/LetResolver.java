package org.protospec.generator.resolve;

import java.util.List;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.ItemNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;

/** Resolves the computed values of one message: those that are written, and what functions make of fields. */
final class LetResolver {
    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final MessageDraft message;
    private final MessageScope scope;

    LetResolver(Symbols symbols, ExpressionResolver expressions, MessageDraft message, MessageScope scope) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.message = message;
        this.scope = scope;
    }

    Item let(ItemNode.LetNode node) {
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
                expressions.bound(node.type().flatMap(Declaration.ValueTypeNode::max), scope),
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

    /** What a function makes of a field: the field's name stands for it. */
    MessageDef.Let converted(ItemNode.FieldNode node, Field field, ExternDef function) {
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
}
