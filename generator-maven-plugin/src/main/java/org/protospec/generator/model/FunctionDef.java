package org.protospec.generator.model;

import org.protospec.generator.source.Span;

/**
 * A function that the spec writes down, or actions of a machine. What calls it has its expression, or actions, in its place, so that nothing
 * else of it is left in the model.
 *
 * @param called whether anything calls it
 */
public record FunctionDef(String name, String doc, Span span, boolean called) {}
