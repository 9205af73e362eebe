package org.protospec.generator.ast;

import org.protospec.generator.source.Span;

/** A name where it was written, be it declared or used there. */
public record Name(Span span, String text) implements Node {}
