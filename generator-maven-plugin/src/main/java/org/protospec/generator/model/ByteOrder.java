package org.protospec.generator.model;

/** Which byte of a number comes first. */
public enum ByteOrder {
    /** The most significant byte: network byte order. */
    BIG,
    /** The least significant byte. */
    LITTLE
}
