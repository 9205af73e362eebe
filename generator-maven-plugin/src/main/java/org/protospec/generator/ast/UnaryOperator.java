package org.protospec.generator.ast;

/** An operator that stands before its operand. */
public enum UnaryOperator {
    NOT("!"),
    NEGATE("-"),
    COMPLEMENT("~");

    private final String symbol;

    UnaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as it is written in a spec. */
    public String symbol() {
        return symbol;
    }
}
