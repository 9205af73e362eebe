package org.protospec.generator.resolve;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Type;
import org.protospec.generator.model.Type.IntType;
import org.protospec.generator.source.Span;

/** Gives expressions their types, and folds constants. */
final class ExpressionResolver {

    private final Symbols symbols;
    private final Operators operators;
    private final Members members;
    private final Functions functions;
    private final WrittenFunctions written;

    ExpressionResolver(Symbols symbols) {
        this.symbols = symbols;
        this.operators = new Operators(symbols, this);
        this.members = new Members(symbols, this);
        this.written = new WrittenFunctions(symbols, this);
        this.functions = new Functions(symbols, this, written);
    }

    /** The typed expression; every mistake in it is reported once. */
    Expr resolve(ExprNode node, Scope scope) {
        if (node instanceof ExprNode.IntNode n) {
            return integer(n.span(), n.value());
        } else if (node instanceof ExprNode.TextNode n) {
            return new Expr.TextLiteral(n.span(), Types.TEXT, n.value());
        } else if (node instanceof ExprNode.FlagNode n) {
            return new Expr.FlagLiteral(n.span(), Types.FLAG, n.value());
        } else if (node instanceof ExprNode.NoneNode n) {
            return new Expr.NoneLiteral(n.span(), Types.NONE);
        } else if (node instanceof ExprNode.ItNode n) {
            return it(n, scope);
        } else if (node instanceof ExprNode.NameNode n) {
            return scope.known(name(n.name(), scope));
        } else if (node instanceof ExprNode.MemberNode n) {
            return scope.known(member(n, scope));
        } else if (node instanceof ExprNode.CallNode n) {
            return call(n, scope);
        } else if (node instanceof ExprNode.FunctionNode n) {
            return functions.call(n, arguments(n.arguments(), scope));
        } else if (node instanceof ExprNode.IndexNode n) {
            return members.index(n, resolve(n.target(), scope), resolve(n.index(), scope));
        } else if (node instanceof ExprNode.UnaryNode n) {
            return operators.unary(n, resolve(n.operand(), scope));
        } else if (node instanceof ExprNode.BinaryNode n) {
            Expr left = resolve(n.left(), scope);
            Scope behind = n.operator() == BinaryOperator.AND ? scope.given(left) : scope;
            return operators.binary(n, left, resolve(n.right(), behind));
        } else if (node instanceof ExprNode.ConditionalNode n) {
            Expr condition = flag(n.condition(), scope, "what stands before ?");
            Expr then = resolve(n.then(), scope.given(condition));
            return operators.conditional(n, condition, then, resolve(n.otherwise(), scope));
        } else if (node instanceof ExprNode.DefaultNode n) {
            // Whoever says what stands in for a value may say so also where it is known to be there.
            return operators.defaultValue(n, resolve(n.value(), scope.unassuming()), resolve(n.fallback(), scope));
        } else if (node instanceof ExprNode.InterpolationNode n) {
            return interpolation(n, scope);
        }
        return error(node.span());
    }

    /** Calls of functions. */
    Functions functions() {
        return functions;
    }

    /** The functions that the spec writes down. */
    WrittenFunctions written() {
        return written;
    }

    private Expr call(ExprNode.CallNode node, Scope scope) {
        Expr target = resolve(node.target(), scope);
        if (node.name().text().equals("first") && target.type().present() instanceof Type.ListType) {
            return members.first(
                    node, target, element -> resolve(node.arguments().get(0), scope.withIt(element)));
        }
        if (node.name().text().equals("join") && target.type().present() instanceof Type.ListType) {
            return members.join(
                    node,
                    target,
                    element -> resolve(node.arguments().get(0), scope.withIt(element)),
                    other -> resolve(other, scope));
        }
        if (node.name().text().equals("find") && target.type() instanceof Type.QueueType) {
            return members.find(
                    node,
                    target,
                    element -> flag(node.arguments().get(0), scope.withIt(element), "what \"find\" looks for"));
        }
        return members.call(node, target, arguments(node.arguments(), scope));
    }

    List<Expr> arguments(List<ExprNode> nodes, Scope scope) {
        return nodes.stream().map(n -> resolve(n, scope)).toList();
    }

    static Expr error(Span span) {
        return new Expr.ErrorExpr(span, Types.ERROR);
    }

    static Expr integer(Span span, BigInteger value) {
        return new Expr.IntLiteral(span, IntType.of(value), value);
    }

    private Expr it(ExprNode.ItNode node, Scope scope) {
        Optional<Type> type = scope.it();
        if (type.isEmpty()) {
            symbols.report(DiagnosticKind.IT_OUTSIDE, node.span());
            return error(node.span());
        }
        return new Expr.ItRef(node.span(), type.get());
    }

    private Expr name(Name name, Scope scope) {
        Optional<Expr> known = scope.lookup(name).or(() -> constant(name));
        if (known.isPresent()) {
            return known.get();
        }
        if (symbols.enums.containsKey(name.text())) {
            symbols.report(Diagnostic.of(DiagnosticKind.NOT_A_VALUE, name.span(), name.text())
                    .help("write \"" + name.text() + ".\" and one of its items"));
        } else if (written.knows(name)
                || symbols.extern(name, ExternDef.Form.FUNCTION).isPresent()) {
            symbols.report(Diagnostic.of(DiagnosticKind.NOT_A_VALUE, name.span(), name.text())
                    .help("call it: " + name.text() + "(...)"));
        } else {
            Set<String> names = new LinkedHashSet<>(scope.names());
            names.addAll(symbols.constants.keySet());
            names.addAll(symbols.enums.keySet());
            symbols.unknown(DiagnosticKind.UNKNOWN_NAME, name, names, scope.kinds(), name.text());
        }
        return error(name.span());
    }

    private Optional<Expr> constant(Name name) {
        return Optional.ofNullable(symbols.constants.get(name.text())).map(value -> {
            Span span = name.span();
            if (value instanceof Expr.IntLiteral v) {
                return new Expr.IntLiteral(span, v.type(), v.value());
            } else if (value instanceof Expr.TextLiteral v) {
                return new Expr.TextLiteral(span, v.type(), v.value());
            } else if (value instanceof Expr.FlagLiteral v) {
                return new Expr.FlagLiteral(span, v.type(), v.value());
            } else if (value instanceof Expr.EnumItem v) {
                return new Expr.EnumItem(span, v.type(), v.enumId(), v.item());
            }
            return error(span);
        });
    }

    private Expr member(ExprNode.MemberNode node, Scope scope) {
        if (node.target() instanceof ExprNode.NameNode n
                && !scope.names().contains(n.name().text())) {
            EnumDef type = symbols.enums.get(n.name().text());
            if (type != null) {
                return item(node, type);
            }
            Integer message = symbols.messageIds.get(n.name().text());
            if (message != null && scope.inMessage() && node.name().text().equals("position")) {
                return new Expr.Position(node.span(), Types.LENGTH, message);
            }
        }
        return members.member(node, resolve(node.target(), scope));
    }

    private Expr item(ExprNode.MemberNode node, EnumDef type) {
        for (EnumDef.Item item : type.items()) {
            if (item.name().equals(node.name().text())) {
                return new Expr.EnumItem(node.span(), new Type.EnumType(type.id()), type.id(), item.index());
            }
        }
        symbols.unknown(
                DiagnosticKind.UNKNOWN_MEMBER,
                node.name(),
                type.items().stream().map(EnumDef.Item::name).toList(),
                "enum \"" + type.name() + "\"",
                node.name().text());
        return error(node.span());
    }

    private Expr interpolation(ExprNode.InterpolationNode node, Scope scope) {
        List<Expr> parts =
                node.parts().stream().map(part -> shown(resolve(part, scope))).toList();
        return new Expr.Interpolation(node.span(), Types.TEXT, parts);
    }

    private Expr shown(Expr value) {
        Expr present = present(value);
        Type type = present.type();
        boolean shown = Types.isNumber(type)
                || type instanceof Type.TextType
                || type instanceof Type.FlagType
                || type instanceof Type.EnumType
                || type instanceof Type.AddressType
                || type instanceof Type.ParseErrorType
                || type instanceof Type.DecodeErrorType
                || Types.isError(type);
        if (shown) {
            return present;
        }
        mismatch(value, "what is put into a text", "a text, a number, a flag, an enum or an address");
        return error(value.span());
    }

    // ------------------------------------------------------------------------------------ demands on a value

    /** The value, which must be there; if it may be absent that is reported. */
    Expr present(Expr value) {
        if (value.type().isOptional()) {
            symbols.report(Diagnostic.of(DiagnosticKind.OPTIONAL_USED, value.span(), symbols.describe(value.type()))
                    .help(
                            value.type().present() instanceof Type.MessageType
                                    ? "use it only where it is there: \"when x.present\" in a transition, or \"if x.present { }\""
                                    : "say with ?? what stands in for it"));
            return error(value.span());
        }
        if (value.type() instanceof Type.NoneType) {
            symbols.report(DiagnosticKind.NO_TYPE, value.span());
            return error(value.span());
        }
        return value;
    }

    /** A flag; {@code what} says in a message what must be one. */
    Expr flag(ExprNode node, Scope scope, String what) {
        Expr value = present(resolve(node, scope));
        if (!(value.type() instanceof Type.FlagType) && !Types.isError(value)) {
            mismatch(value, what, "a flag");
            return error(node.span());
        }
        return value;
    }

    /** An integer that is not always negative. */
    Expr count(ExprNode node, Scope scope, String what) {
        Expr value = present(resolve(node, scope));
        if (Types.isError(value)) {
            return value;
        }
        if (!(value.type() instanceof IntType type)) {
            mismatch(value, what, "an integer");
            return error(node.span());
        }
        if (type.max().signum() < 0) {
            symbols.report(DiagnosticKind.ALWAYS_NEGATIVE, value.span(), what, symbols.describe(type));
            return error(node.span());
        }
        return value;
    }

    /** A constant integer that is not negative, or a mistake that is reported. */
    Optional<BigInteger> constantCount(ExprNode node, Scope scope, String what) {
        Expr value = count(node, scope, what);
        if (value instanceof Expr.IntLiteral literal) {
            return Optional.of(literal.value());
        }
        if (!Types.isError(value)) {
            symbols.report(DiagnosticKind.NOT_CONSTANT, value.span(), what);
        }
        return Optional.empty();
    }

    /** A bound that is written, of which one that no memory could hold is none. */
    OptionalLong bound(Optional<ExprNode> node, Scope scope) {
        Optional<BigInteger> max = node.flatMap(m -> constantCount(m, scope, "a bound"));
        return max.isPresent() && max.get().bitLength() < Integer.SIZE
                ? OptionalLong.of(max.get().longValue())
                : OptionalLong.empty();
    }

    /** Reports a value that is not of the type that its place wants. */
    void mismatch(Expr value, String what, String wanted) {
        symbols.report(DiagnosticKind.TYPE_MISMATCH, value.span(), what, wanted, symbols.describe(value.type()));
    }

    /** The value, if a place of type {@code wanted} takes it; a mistake is reported. */
    Expr fit(Expr value, Type wanted, String what) {
        Type type = value.type();
        if (Types.isError(value) || Types.isError(wanted)) {
            return value;
        }
        boolean takesNone = wanted.isOptional() || wanted instanceof Type.ListType || wanted instanceof Type.QueueType;
        if (type instanceof Type.NoneType && takesNone) {
            return new Expr.NoneLiteral(value.span(), wanted);
        }
        Expr given = wanted.isOptional() ? value : present(value);
        if (Types.isError(given)) {
            return given;
        }
        Type target = wanted.present();
        Type source = given.type().present();
        if (target instanceof IntType t && source instanceof IntType s) {
            if (!t.overlaps(s)) {
                symbols.report(DiagnosticKind.NEVER_FITS, value.span(), what, Types.range(t), Types.range(s));
                return error(value.span());
            }
            return given;
        }
        boolean lists = target instanceof Type.ListType t
                && source instanceof Type.ListType s
                && (t.element().equals(s.element())
                        || (t.element() instanceof IntType a && s.element() instanceof IntType b && a.contains(b)));
        boolean floats =
                target instanceof Type.FloatType t && source instanceof Type.FloatType s && t.bits() >= s.bits();
        if (lists || floats || target.equals(source)) {
            return given;
        }
        mismatch(value, what, symbols.describe(wanted));
        return error(value.span());
    }
}
