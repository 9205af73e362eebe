package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;

/** Writes what is asked of messages and lists: fields, computed values, elements. */
final class MemberExpressions {
    private static final Pattern PATH = Pattern.compile("(\\w+(\\(\\))?)?(\\.\\w+(\\(\\))?)*");

    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;
    private final Scope scope;
    private final Expressions expressions;

    MemberExpressions(Spec spec, SpecNames names, JavaTypes types, Scope scope, Expressions expressions) {
        this.spec = spec;
        this.names = names;
        this.types = types;
        this.scope = scope;
        this.expressions = expressions;
    }

    Value value(Expr.FieldRef field) {
        if (scope.variable(field).isPresent()) {
            return Value.of("$L", scope.variable(field).get());
        }
        return scope.owner(field)
                .map(owner -> field(Value.of("$L", owner), field.message(), field.field(), field.type()))
                .orElseGet(() -> scope.argument(field));
    }

    Value value(Expr.LetRef let) {
        return scope.owner(let)
                .map(owner -> let(Value.of("$L", owner), let.message(), let.let(), let.type()))
                .orElseGet(() -> scope.argument(let));
    }

    Value value(Expr.FieldMember member) {
        return field(owner(member.target()), member.message(), member.field(), member.type());
    }

    Value value(Expr.LetMember member) {
        return let(owner(member.target()), member.message(), member.let(), member.type());
    }

    /** A message of which something is asked where it is known to be there, which the compiler of the parser may not see. */
    private Value owner(Expr target) {
        Value value = expressions.value(target);
        Optional<Field> field = Optional.empty();
        if (target instanceof Expr.FieldRef reference && scope.owner(reference).isPresent()) {
            field = Optional.of(
                    spec.messages().get(reference.message()).fields().get(reference.field()));
        } else if (target instanceof Expr.FieldMember member) {
            field = Optional.of(spec.messages().get(member.message()).fields().get(member.field()));
        }
        boolean nullable = scope.isParser() && field.isPresent() && field.get().conditional();
        return nullable ? new Value(Value.there(value.code()), value.present(), true) : value;
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
        return new Value(type.isOptional() && isPath(owner) ? member : Value.there(member), present, true);
    }

    /** Whether two evaluations are known to have one value: names and accessors, nothing that is given something. */
    private static boolean isPath(CodeBlock code) {
        return PATH.matcher(code.toString()).matches();
    }

    Value value(Expr.Index index) {
        Value list = expressions.value(index.target());
        Value at = expressions.value(index.index());
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
}
