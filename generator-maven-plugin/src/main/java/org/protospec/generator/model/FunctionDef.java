package org.protospec.generator.model;

import org.protospec.generator.source.Span;

/**
 * A function that the spec writes down. What calls it has its expression in its place, so that nothing else of it is left in the model.
 *
 * @param called whether anything calls it
 */
public record FunctionDef(String name, String doc, Span span, boolean called) {}
