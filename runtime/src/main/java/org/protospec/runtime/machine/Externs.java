package org.protospec.runtime.machine;

/**
 * What a spec leaves to Java ({@code extern}): each spec that does has an interface of its own, generated from it, with a method for each
 * function and filter.
 */
public interface Externs {}
