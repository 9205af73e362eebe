package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.UnaryOperator;
import org.protospec.generator.ir.Origins;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.machine.MessageQueue;

/** Writes typed expressions of a spec as Java expressions. */
final class Expressions {
    private final Spec spec;
    private final SpecNames names;
    private final Scope scope;
    private final Arithmetic arithmetic;
    private final LogicExpressions logic;
    private final MemberExpressions members;
    private final ExternCalls externs;
    private final TextExpressions texts;

    Expressions(Spec spec, SpecNames names, Scope scope) {
        this.spec = spec;
        this.names = names;
        this.scope = scope;
        JavaTypes types = new JavaTypes(names);
        this.arithmetic = new Arithmetic(scope.uses());
        this.logic = new LogicExpressions(types, this);
        this.members = new MemberExpressions(spec, names, types, scope, this);
        this.externs = new ExternCalls(spec, names, types, scope, this);
        this.texts = new TextExpressions(names, scope, this);
    }

    /** The calls of functions that are left to Java. */
    ExternCalls externs() {
        return externs;
    }

    /** A flag as a condition: false where it is absent. */
    CodeBlock condition(Expr expr) {
        return value(expr).condition();
    }

    /** The condition that a flag is false or absent, without a double negation where that can be helped. */
    CodeBlock negation(Expr expr) {
        if (expr instanceof Expr.Unary unary && unary.operator() == UnaryOperator.NOT) {
            return condition(unary.operand());
        }
        if (expr instanceof Expr.Binary binary && binary.operator().kind() == BinaryOperator.Kind.EQUALITY) {
            BinaryOperator opposite =
                    binary.operator() == BinaryOperator.EQUAL ? BinaryOperator.NOT_EQUAL : BinaryOperator.EQUAL;
            return condition(new Expr.Binary(binary.span(), binary.type(), opposite, binary.left(), binary.right()));
        }
        Value value = value(expr);
        return CodeBlock.of("!$L", value.always() ? value.operand() : CodeBlock.of("($L)", value.condition()));
    }

    /** A value, with what it needs to be there. */
    Value value(Expr expr) {
        if (expr instanceof Expr.IntLiteral literal) {
            return Value.of("$L", arithmetic.literal(literal));
        } else if (expr instanceof Expr.TextLiteral literal) {
            return new Value(scope.text(literal.value()), List.of(), true);
        } else if (expr instanceof Expr.FlagLiteral literal) {
            return Value.of("$L", literal.value());
        } else if (expr instanceof Expr.NoneLiteral) {
            return new Value(CodeBlock.of("null"), List.of(CodeBlock.of("false")), true);
        } else if (expr instanceof Expr.EnumItem item) {
            return Value.of("$T.$L", names.enumClass(item.enumId()), names.enumItem(item.enumId(), item.item()));
        } else if (expr instanceof Expr.ItRef it) {
            return scope.it(it);
        } else if (expr instanceof Expr.VarRef variable) {
            return scope.variable(variable);
        } else if (expr instanceof Expr.Transport) {
            return Value.of("$T.of(flow().transport().label())", Slice.class);
        } else if (expr instanceof Expr.InputRef input) {
            return scope.input(input);
        } else if (expr instanceof Expr.EventVarRef variable) {
            return variable.type() instanceof Type.TextType
                    ? Value.of(
                            "$T.of($L)", Slice.class, texts.asString(variable).orElseThrow())
                    : scope.eventVariable(variable);
        } else if (expr instanceof Expr.EventMember member) {
            return texts.eventMember(member);
        }
        return part(expr);
    }

    private Value part(Expr expr) {
        if (expr instanceof Expr.FieldRef field) {
            return members.value(field);
        } else if (expr instanceof Expr.LetRef let) {
            return members.value(let);
        } else if (expr instanceof Expr.ParamRef param) {
            return scope.argument(param);
        } else if (expr instanceof Expr.FieldMember member) {
            return members.value(member);
        } else if (expr instanceof Expr.LetMember member) {
            return members.value(member);
        } else if (expr instanceof Expr.Index index) {
            return members.value(index);
        } else if (expr instanceof Expr.Unary unary) {
            return unary(unary);
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        }
        return computed(expr);
    }

    private Value computed(Expr expr) {
        if (expr instanceof Expr.Conditional conditional) {
            return conditional(conditional);
        } else if (expr instanceof Expr.Default fallback) {
            Value value = value(fallback.value());
            Value other = value(fallback.fallback());
            if (value.always()) {
                return value;
            }
            List<CodeBlock> present = other.always()
                    ? List.of()
                    : List.of(CodeBlock.of("($L || $L)", value.presence(), other.presence()));
            return new Value(
                    CodeBlock.of("$L ? $L : $L", value.presence(), value.operand(), other.operand()), present, false);
        } else if (expr instanceof Expr.ExternCall call) {
            return externs.value(call);
        } else if (expr instanceof Expr.TextCall call) {
            return texts.call(call);
        } else if (expr instanceof Expr.Position position) {
            return scope.place(Origins.of(spec).number(position.message()));
        } else if (expr instanceof Expr.QueueFirst queue) {
            CodeBlock first = CodeBlock.of(
                    "$T.first($L)", MessageQueue.class, value(queue.target()).operand());
            List<CodeBlock> present =
                    queue.type().isOptional() ? List.of(CodeBlock.of("$L != null", first)) : List.of();
            return new Value(Value.there(first), present, true);
        } else if (expr instanceof Expr.QueueFind queue) {
            CodeBlock found = scope.find(queue);
            return new Value(Value.there(found), List.of(CodeBlock.of("$L != null", found)), true);
        } else if (expr instanceof Expr.QueueFull queue) {
            return Value.compound(
                    "$T.length($L) >= $L",
                    MessageQueue.class,
                    value(queue.target()).operand(),
                    scope.most(queue.target()));
        } else if (expr instanceof Expr.Length length) {
            return length(length);
        } else if (expr instanceof Expr.RawLength length) {
            Value target = value(length.target());
            return Value.of("$L.rawLength()", target.operand()).given(target.present());
        } else if (expr instanceof Expr.Lenient lenient) {
            Value target = value(lenient.target());
            return Value.of("$L.lenient()", target.operand()).given(target.present());
        } else if (expr instanceof Expr.Complete complete) {
            Value target = value(complete.target());
            return Value.of("$L.complete()", target.operand()).given(target.present());
        } else if (expr instanceof Expr.Present present) {
            Value target = value(present.target());
            CodeBlock presence = target.presence();
            return new Value(presence, List.of(), !presence.toString().contains(" "));
        } else if (expr instanceof Expr.Interpolation interpolation) {
            return texts.interpolation(interpolation);
        }
        throw new IllegalStateException("no code for " + expr);
    }

    private Value unary(Expr.Unary unary) {
        Value operand = value(unary.operand());
        if (unary.operator() == UnaryOperator.NOT) {
            return Value.of("!$L", operand.always() ? operand.operand() : CodeBlock.of("($L)", operand.condition()));
        }
        return arithmetic.unary(unary, operand);
    }

    private Value binary(Expr.Binary binary) {
        BinaryOperator operator = binary.operator();
        if (operator.kind() == BinaryOperator.Kind.LOGIC) {
            return logic.logic(binary);
        }
        if (operator.kind() == BinaryOperator.Kind.EQUALITY) {
            return logic.equality(binary);
        }
        Value left = value(binary.left());
        Value right = value(binary.right());
        List<CodeBlock> present = new ArrayList<>(left.present());
        present.addAll(right.present());
        Value result = operator.kind() == BinaryOperator.Kind.ORDER
                ? arithmetic.order(binary, left, right)
                : arithmetic.binary(binary, left, right);
        return result.given(present);
    }

    /** A text constant is compared as it is written; it needs no slice. */
    Value compared(Expr expr) {
        return expr instanceof Expr.TextLiteral literal ? Value.of("$S", literal.value()) : value(expr);
    }

    private Value conditional(Expr.Conditional conditional) {
        CodeBlock condition = condition(conditional.condition());
        Value then = value(conditional.then());
        Value otherwise = value(conditional.otherwise());
        CodeBlock code = CodeBlock.of("$L ? $L : $L", condition, then.operand(), otherwise.operand());
        if (then.always() && otherwise.always()) {
            return new Value(code, List.of(), false);
        }
        // Of two values of which one is none the other is asked for.
        if (conditional.otherwise() instanceof Expr.NoneLiteral) {
            return then.given(List.of(Value.amongOthers(condition)));
        } else if (conditional.then() instanceof Expr.NoneLiteral) {
            return otherwise.given(List.of(CodeBlock.of("!($L)", condition)));
        }
        CodeBlock present = CodeBlock.of("($L ? $L : $L)", condition, then.presence(), otherwise.presence());
        return new Value(code, List.of(present), false);
    }

    private Value length(Expr.Length length) {
        Value target = value(length.target());
        Type type = length.target().type().present();
        if (type instanceof Type.QueueType) {
            return Value.of("$T.length($L)", MessageQueue.class, target.operand());
        }
        String method = type instanceof Type.ListType ? "size" : "length";
        return Value.of("$L.$L()", target.operand(), method).given(target.present());
    }

    /** A text as a Java string: for alerts and messages, where allocation does not matter. */
    CodeBlock string(Expr expr) {
        return texts.string(expr);
    }
}
