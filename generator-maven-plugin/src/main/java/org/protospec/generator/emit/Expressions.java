package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.UnaryOperator;
import org.protospec.generator.ir.Origins;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.machine.MessageQueue;

/** Writes typed expressions of a spec as Java expressions. */
final class Expressions {
    private static final Pattern PATH = Pattern.compile("(\\w+(\\(\\))?)?(\\.\\w+(\\(\\))?)*");

    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;
    private final Scope scope;
    private final Arithmetic arithmetic = new Arithmetic();
    private final TextExpressions texts;

    Expressions(Spec spec, SpecNames names, Scope scope) {
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
        this.scope = scope;
        this.texts = new TextExpressions(names, scope, this);
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
        if (expr instanceof Expr.FieldRef field && scope.variable(field).isPresent()) {
            return Value.of("$L", scope.variable(field).get());
        } else if (expr instanceof Expr.FieldRef field) {
            return scope.owner(field)
                    .map(owner -> field(Value.of("$L", owner), field.message(), field.field(), field.type()))
                    .orElseGet(() -> scope.argument(field));
        } else if (expr instanceof Expr.LetRef let) {
            return scope.owner(let)
                    .map(owner -> let(Value.of("$L", owner), let.message(), let.let(), let.type()))
                    .orElseGet(() -> scope.argument(let));
        } else if (expr instanceof Expr.ParamRef param) {
            return scope.argument(param);
        } else if (expr instanceof Expr.FieldMember member) {
            return field(owner(member.target()), member.message(), member.field(), member.type());
        } else if (expr instanceof Expr.LetMember member) {
            return let(owner(member.target()), member.message(), member.let(), member.type());
        } else if (expr instanceof Expr.Index index) {
            return index(index);
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
            return extern(call);
        } else if (expr instanceof Expr.TextCall call) {
            return texts.call(call);
        } else if (expr instanceof Expr.Position position) {
            return scope.place(Origins.of(spec).number(position.message()));
        } else if (expr instanceof Expr.QueueFirst queue) {
            CodeBlock first = CodeBlock.of(
                    "$T.first($L)", MessageQueue.class, value(queue.target()).operand());
            List<CodeBlock> present =
                    queue.type().isOptional() ? List.of(CodeBlock.of("$L != null", first)) : List.of();
            return new Value(there(first), present, true);
        } else if (expr instanceof Expr.QueueFind queue) {
            CodeBlock found = scope.find(queue);
            return new Value(there(found), List.of(CodeBlock.of("$L != null", found)), true);
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

    private Value extern(Expr.ExternCall call) {
        ExternDef function = spec.externs().get(call.extern());
        CodeBlock arguments = externArguments(call.extern(), call.arguments());
        if (!function.givesText()) {
            return Value.of("$L.$L($L)", scope.externs(), names.extern(function.id()), arguments);
        }
        CodeBlock place = scope.result();
        CodeBlock made = externText(call, place);
        // What was made to see whether it is there has a place of its own.
        return call.type().isOptional()
                ? new Value(CodeBlock.of("$L.text()", place), List.of(CodeBlock.of("$L != null", made)), true)
                : new Value(made, List.of(), true);
    }

    /** The call of a function that gives a text, which is put into a place. */
    CodeBlock externText(Expr.ExternCall call, CodeBlock place) {
        List<CodeBlock> arguments = new ArrayList<>();
        if (!call.arguments().isEmpty()) {
            arguments.add(externArguments(call.extern(), call.arguments()));
        }
        arguments.add(place);
        return CodeBlock.of("$L.$L($L)", scope.externs(), names.extern(call.extern()), CodeBlock.join(arguments, ", "));
    }

    /** What a function in Java is given. */
    CodeBlock externArguments(int extern, List<Expr> given) {
        List<CodeBlock> arguments = new ArrayList<>();
        for (Param param : spec.externs().get(extern).params()) {
            arguments.add(Arguments.passed(types, this, param.type(), given.get(param.index())));
        }
        return CodeBlock.join(arguments, ", ");
    }

    /** A message of which something is asked where it is known to be there, which the compiler of the parser may not see. */
    private Value owner(Expr target) {
        Value value = value(target);
        Optional<Field> field = Optional.empty();
        if (target instanceof Expr.FieldRef reference && scope.owner(reference).isPresent()) {
            field = Optional.of(
                    spec.messages().get(reference.message()).fields().get(reference.field()));
        } else if (target instanceof Expr.FieldMember member) {
            field = Optional.of(spec.messages().get(member.message()).fields().get(member.field()));
        }
        boolean nullable = scope.isParser() && field.isPresent() && field.get().conditional();
        return nullable ? new Value(there(value.code()), value.present(), true) : value;
    }

    private Value field(Value target, int message, int field, Type type) {
        SpecNames.Members members = names.members(message);
        boolean conditional = spec.messages().get(message).fields().get(field).conditional();
        return member(target, members.fields.get(field), members.hasFields.get(field), conditional, type);
    }

    private Value let(Value target, int message, int let, Type type) {
        SpecNames.Members members = names.members(message);
        boolean conditional = spec.messages().get(message).lets().get(let).conditional()
                || spec.messages().get(message).lets().get(let).type().isOptional();
        Value value = member(target, members.lets.get(let), members.hasLets.get(let), conditional, type);
        return spec.messages().get(message).lets().get(let).value() instanceof Expr.Join
                ? new Value(scope.joined(target.operand(), members.lets.get(let)), value.present(), true)
                : value;
    }

    /** A member of a message; whether it is there is asked only where the expression's type says that it may not be. */
    private Value member(Value target, String accessor, String hasAccessor, boolean conditional, Type type) {
        CodeBlock owner = target.operand();
        CodeBlock member = Value.call(owner, accessor);
        if (!conditional) {
            return new Value(member, target.present(), true);
        }
        List<CodeBlock> present = new ArrayList<>(target.present());
        if (types.isPrimitive(type)) {
            if (type.isOptional()) {
                present.add(Value.call(owner, hasAccessor));
            }
            return new Value(member, present, true);
        }
        if (type.isOptional()) {
            present.add(CodeBlock.of("$L != null", member));
        } else if (scope.isParser()) {
            return new Value(member, present, true);
        }
        return new Value(type.isOptional() && isPath(owner) ? member : there(member), present, true);
    }

    /** What is known to be there, said to whoever checks the generated code for nulls. */
    private static CodeBlock there(CodeBlock value) {
        return CodeBlock.of("$T.requireNonNull($L)", Objects.class, value);
    }

    /** Whether two evaluations are known to have one value: names and accessors, nothing that is given something. */
    private static boolean isPath(CodeBlock code) {
        return PATH.matcher(code.toString()).matches();
    }

    private Value index(Expr.Index index) {
        Value list = value(index.target());
        Value at = value(index.index());
        List<CodeBlock> present = new ArrayList<>(list.present());
        present.addAll(at.present());
        if (index.type().isOptional()) {
            if (!(index.index() instanceof Expr.IntLiteral)) {
                present.add(CodeBlock.of("$L >= 0", at.operand()));
            }
            present.add(CodeBlock.of("$L < $L.size()", at.operand(), list.operand()));
        }
        CodeBlock cast = types.of(index.index().type()).equals(TypeName.INT)
                ? at.code()
                : CodeBlock.of("(int) $L", at.operand());
        boolean narrow = index.type().present() instanceof Type.IntType number && number.fitsInt();
        return new Value(CodeBlock.of(narrow ? "(int) $L.get($L)" : "$L.get($L)", list.operand(), cast), present, true);
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
            return Value.compound(
                    "$L $L $L", logic(binary.left(), operator), operator.symbol(), logic(binary.right(), operator));
        }
        if (operator.kind() == BinaryOperator.Kind.EQUALITY) {
            return equality(binary);
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

    private CodeBlock logic(Expr operand, BinaryOperator around) {
        Value value = value(operand);
        boolean same = operand instanceof Expr.Binary inner && inner.operator() == around;
        boolean tighter = operand instanceof Expr.Binary inner
                && inner.operator().kind() != BinaryOperator.Kind.LOGIC
                && inner.operator().kind() != BinaryOperator.Kind.EQUALITY;
        return value.atomic() && value.always() || same || tighter && value.always()
                ? value.condition()
                : CodeBlock.of("($L)", value.condition());
    }

    private Value equality(Expr.Binary binary) {
        boolean negated = binary.operator() == BinaryOperator.NOT_EQUAL;
        if (binary.left() instanceof Expr.NoneLiteral || binary.right() instanceof Expr.NoneLiteral) {
            Value value = value(binary.left() instanceof Expr.NoneLiteral ? binary.right() : binary.left());
            return negated ? Value.compound("$L", value.presence()) : Value.of("!($L)", value.presence());
        }
        Value left = compared(binary.left());
        Value right = compared(binary.right());
        List<CodeBlock> present = new ArrayList<>(left.present());
        present.addAll(right.present());
        CodeBlock same = same(binary, left, right, negated && present.isEmpty());
        if (present.isEmpty()) {
            return new Value(same, List.of(), isText(binary.left()) || isText(binary.right()));
        }
        CodeBlock both = CodeBlock.of("$L && $L", CodeBlock.join(present, " && "), same);
        return negated ? Value.of("!($L)", both) : new Value(both, List.of(), false);
    }

    /** A text constant is compared as it is written; it needs no slice. */
    Value compared(Expr expr) {
        return expr instanceof Expr.TextLiteral literal ? Value.of("$S", literal.value()) : value(expr);
    }

    private CodeBlock same(Expr.Binary binary, Value left, Value right, boolean negated) {
        String not = negated ? "!" : "";
        if (binary.right() instanceof Expr.TextLiteral text) {
            return CodeBlock.of("$L$L.contentEquals($S)", not, left.operand(), text.value());
        }
        if (binary.left() instanceof Expr.TextLiteral text) {
            return CodeBlock.of("$L$L.contentEquals($S)", not, right.operand(), text.value());
        }
        if (types.isPrimitive(binary.left().type())) {
            return CodeBlock.of("$L $L $L", left.operand(), negated ? "!=" : "==", right.operand());
        }
        return CodeBlock.of("$L$L.equals($L)", not, left.operand(), right.code());
    }

    private static boolean isText(Expr expr) {
        return expr.type().present() instanceof Type.TextType;
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
            return then.given(List.of(guard(condition)));
        } else if (conditional.then() instanceof Expr.NoneLiteral) {
            return otherwise.given(List.of(CodeBlock.of("!($L)", condition)));
        }
        CodeBlock present = CodeBlock.of("($L ? $L : $L)", condition, then.presence(), otherwise.presence());
        return new Value(code, List.of(present), false);
    }

    /** A condition that stands among others, all of which have to hold. */
    private static CodeBlock guard(CodeBlock condition) {
        String text = condition.toString();
        return text.contains("||") || text.contains("?") ? CodeBlock.of("($L)", condition) : condition;
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
