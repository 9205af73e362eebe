package org.protospec.generator.ast;

import org.protospec.generator.source.Span;

/** Anything in the syntax tree: it knows where it was written. */
public interface Node {

    /** The characters that the node was read from. */
    Span span();
}
