package org.protospec.generator.ast;

/** {@code after D}, {@code before D}: where reading goes on behind what does not fit. */
public record ResyncPlace(Side side, TypeNode.DelimiterNode delimiter) {

    /** On which side of the delimiter. */
    public enum Side {
        AFTER,
        BEFORE
    }
}
