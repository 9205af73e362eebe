package org.protospec.generator.model;

import org.protospec.generator.source.Span;

/**
 * Where reading goes on behind what does not fit.
 *
 * @param token the delimiter up to which bytes are let go of
 */
public record Resync(Span span, Place place, int token) {

    /** On which side of the delimiter. */
    public enum Place {
        AFTER,
        BEFORE
    }
}
