package org.protospec.generator.resolve;

/** Which bit of a byte a field that has no whole bytes of its own takes first. */
enum BitOrder {
    /** The most significant one. */
    MSB,
    /** The least significant one. */
    LSB,
    /** The least significant one, also for fields of whole bytes, which then have their least significant byte first. */
    ALL_LSB
}
