package org.protospec.generator.model;

/** One of the two ways through a flow. */
public enum Direction {
    /** From the end that opened the flow. */
    UP,
    /** Towards the end that opened the flow. */
    DOWN
}
