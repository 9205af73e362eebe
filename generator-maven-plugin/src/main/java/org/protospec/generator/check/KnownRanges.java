package org.protospec.generator.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.ast.BinaryOperator;
import org.protospec.generator.ast.UnaryOperator;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.IntRanges;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type.IntType;

/** The ranges of integers at a place of a message, narrowed by the conditions that hold there. */
final class KnownRanges {

    /** A comparison that holds: {@code left >= right}. */
    private record AtLeast(String left, Expr leftExpr, String right, Expr rightExpr, BigInteger more) {}

    private final Spec spec;
    private final List<AtLeast> facts;

    private KnownRanges(Spec spec, List<AtLeast> facts) {
        this.spec = spec;
        this.facts = facts;
    }

    /** Where nothing is known but the types. */
    static KnownRanges of(Spec spec) {
        return new KnownRanges(spec, List.of());
    }

    /** Where a condition holds, too, in which {@code it} is the value of a field. */
    KnownRanges and(Expr condition, Optional<Expr> it) {
        List<AtLeast> more = new ArrayList<>(facts);
        learn(condition, it, more);
        return new KnownRanges(spec, more);
    }

    /** Where a condition does not hold. */
    KnownRanges andNot(Expr condition) {
        List<AtLeast> more = new ArrayList<>(facts);
        if (condition instanceof Expr.Binary binary) {
            BinaryOperator opposite = switch (binary.operator()) {
                case LESS -> BinaryOperator.GREATER_EQUAL;
                case LESS_EQUAL -> BinaryOperator.GREATER;
                case GREATER -> BinaryOperator.LESS_EQUAL;
                case GREATER_EQUAL -> BinaryOperator.LESS;
                default -> binary.operator();
            };
            if (binary.operator() == BinaryOperator.OR) {
                return andNot(binary.left()).andNot(binary.right());
            } else if (opposite != binary.operator()) {
                compare(opposite, binary.left(), binary.right(), Optional.empty(), more);
            }
        } else if (condition instanceof Expr.Unary not && not.operator() == UnaryOperator.NOT) {
            return and(not.operand(), Optional.empty());
        }
        return new KnownRanges(spec, more);
    }

    private void learn(Expr condition, Optional<Expr> it, List<AtLeast> known) {
        if (!(condition instanceof Expr.Binary binary)) {
            return;
        }
        if (binary.operator() == BinaryOperator.AND) {
            learn(binary.left(), it, known);
            learn(binary.right(), it, known);
        } else {
            compare(binary.operator(), binary.left(), binary.right(), it, known);
        }
    }

    private void compare(BinaryOperator operator, Expr left, Expr right, Optional<Expr> it, List<AtLeast> known) {
        Expr a = left instanceof Expr.ItRef && it.isPresent() ? it.get() : left;
        Expr b = right instanceof Expr.ItRef && it.isPresent() ? it.get() : right;
        switch (operator) {
            case GREATER_EQUAL -> known.add(fact(a, b, BigInteger.ZERO));
            case GREATER -> known.add(fact(a, b, BigInteger.ONE));
            case LESS_EQUAL -> known.add(fact(b, a, BigInteger.ZERO));
            case LESS -> known.add(fact(b, a, BigInteger.ONE));
            case EQUAL -> {
                known.add(fact(a, b, BigInteger.ZERO));
                known.add(fact(b, a, BigInteger.ZERO));
            }
            default -> {}
        }
    }

    private AtLeast fact(Expr left, Expr right, BigInteger more) {
        return new AtLeast(key(left), left, key(right), right, more);
    }

    /** The least value of an integer expression, as far as that is known. */
    BigInteger least(Expr expr) {
        return range(expr).map(IntType::min).orElse(BigInteger.ZERO);
    }

    private Optional<IntType> range(Expr expr) {
        if (!(expr.type().present() instanceof IntType type)) {
            return Optional.empty();
        }
        IntType range = type;
        if (expr instanceof Expr.Binary binary) {
            Optional<IntType> left = range(binary.left());
            Optional<IntType> right = range(binary.right());
            if (left.isPresent() && right.isPresent() && isArithmetic(binary.operator())) {
                range = meet(range, IntRanges.of(binary.operator(), left.get(), right.get()));
            }
            if (binary.operator() == BinaryOperator.SUBTRACT) {
                range = narrowed(range, difference(binary));
            }
        } else if (expr instanceof Expr.LetRef let) {
            Expr value =
                    spec.messages().get(let.message()).lets().get(let.let()).value();
            range = range(value).map(known -> meet(type, known)).orElse(type);
        } else if (expr instanceof Expr.Conditional choice) {
            BigInteger then = and(choice.condition(), Optional.empty()).least(choice.then());
            BigInteger otherwise = andNot(choice.condition()).least(choice.otherwise());
            range = narrowed(range, Optional.of(then.min(otherwise)));
        }
        String own = key(expr);
        for (AtLeast fact : facts) {
            // A fact about the expression itself says nothing about what it is compared with.
            if (fact.left().equals(own) && !fact.right().equals(own)) {
                range = narrowed(range, plain(fact.rightExpr()).map(t -> t.min().add(fact.more())));
            } else if (fact.right().equals(own) && !fact.left().equals(own)) {
                Optional<BigInteger> most =
                        plain(fact.leftExpr()).map(t -> t.max().subtract(fact.more()));
                range = most.isPresent()
                                && most.get().compareTo(range.max()) < 0
                                && most.get().compareTo(range.min()) >= 0
                        ? new IntType(range.min(), most.get())
                        : range;
            }
        }
        return Optional.of(range);
    }

    /** What the type alone says: facts about facts would go round in circles. */
    private static Optional<IntType> plain(Expr expr) {
        return expr.type().present() instanceof IntType type ? Optional.of(type) : Optional.empty();
    }

    /** The least value of a difference of which it is known that the one is not less than the other. */
    private Optional<BigInteger> difference(Expr.Binary binary) {
        String left = key(binary.left());
        String right = key(binary.right());
        return facts.stream()
                .filter(fact -> fact.left().equals(left) && fact.right().equals(right))
                .map(AtLeast::more)
                .max(BigInteger::compareTo);
    }

    private static IntType narrowed(IntType range, Optional<BigInteger> least) {
        return least.isPresent()
                        && least.get().compareTo(range.min()) > 0
                        && least.get().compareTo(range.max()) <= 0
                ? new IntType(least.get(), range.max())
                : range;
    }

    private static IntType meet(IntType a, IntType b) {
        return a.overlaps(b) ? new IntType(a.min().max(b.min()), a.max().min(b.max())) : a;
    }

    private static boolean isArithmetic(BinaryOperator operator) {
        return switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, BIT_AND, BIT_OR, BIT_XOR -> true;
            default -> false;
        };
    }

    /** The same for expressions that have the same value wherever they are written. */
    private String key(Expr expr) {
        if (expr instanceof Expr.FieldRef ref) {
            return "field " + ref.message() + "." + ref.field();
        } else if (expr instanceof Expr.LetRef ref) {
            return key(spec.messages().get(ref.message()).lets().get(ref.let()).value());
        } else if (expr instanceof Expr.ParamRef ref) {
            return "param " + ref.message() + "." + ref.param();
        } else if (expr instanceof Expr.IntLiteral literal) {
            return literal.value().toString();
        } else if (expr instanceof Expr.Binary binary) {
            return "(" + key(binary.left()) + " " + binary.operator() + " " + key(binary.right()) + ")";
        } else if (expr instanceof Expr.FieldMember member) {
            return key(member.target()) + "." + member.field();
        } else if (expr instanceof Expr.LetMember member) {
            return key(member.target()) + ".let" + member.let();
        } else if (expr instanceof Expr.Length length) {
            return key(length.target()) + ".length";
        }
        return "at " + expr.span().start();
    }
}
