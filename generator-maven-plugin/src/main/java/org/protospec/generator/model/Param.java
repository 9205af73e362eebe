package org.protospec.generator.model;

import org.protospec.generator.source.Span;

/** A parameter of a message or an event; {@code index} is its place among the others. */
public record Param(int index, String name, Type type, Span span) {}
