package org.protospec.generator.model;

import java.util.List;
import org.protospec.generator.source.Span;

/**
 * An event that a dissector tells its listeners of.
 *
 * @param id index in {@link Spec#events()}
 * @param form whether it comes whole or in pieces
 */
public record EventDef(int id, String name, String doc, Span span, Form form, List<Param> params) {

    public EventDef {
        params = List.copyOf(params);
    }

    /** How an event is delivered. */
    public enum Form {
        /** At once, with its arguments, by {@code emit}. */
        WHOLE,
        /** Piece by piece, as the bytes of a field come. */
        STREAM
    }
}
