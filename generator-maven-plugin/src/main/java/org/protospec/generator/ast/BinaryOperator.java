package org.protospec.generator.ast;

/** An operator that stands between its operands. */
public enum BinaryOperator {
    OR("||", Kind.LOGIC),
    AND("&&", Kind.LOGIC),
    EQUAL("==", Kind.EQUALITY),
    NOT_EQUAL("!=", Kind.EQUALITY),
    LESS("<", Kind.ORDER),
    LESS_EQUAL("<=", Kind.ORDER),
    GREATER(">", Kind.ORDER),
    GREATER_EQUAL(">=", Kind.ORDER),
    ADD("+", Kind.ARITHMETIC),
    SUBTRACT("-", Kind.ARITHMETIC),
    MULTIPLY("*", Kind.ARITHMETIC),
    DIVIDE("/", Kind.ARITHMETIC),
    REMAINDER("%", Kind.ARITHMETIC),
    BIT_AND("&", Kind.ARITHMETIC),
    BIT_OR("|", Kind.ARITHMETIC),
    BIT_XOR("^", Kind.ARITHMETIC),
    SHIFT_LEFT("<<", Kind.ARITHMETIC),
    SHIFT_RIGHT(">>", Kind.ARITHMETIC);

    private final String symbol;
    private final Kind kind;

    BinaryOperator(String symbol, Kind kind) {
        this.symbol = symbol;
        this.kind = kind;
    }

    /** The operator as it is written in a spec. */
    public String symbol() {
        return symbol;
    }

    /** What operands it takes and what it gives. */
    public Kind kind() {
        return kind;
    }

    /** What an operator takes and gives. */
    public enum Kind {
        /** Flags to a flag. */
        LOGIC,
        /** Two values of one type to a flag. */
        EQUALITY,
        /** Two numbers to a flag. */
        ORDER,
        /** Two integers to an integer. */
        ARITHMETIC
    }
}
