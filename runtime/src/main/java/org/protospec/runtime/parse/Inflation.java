package org.protospec.runtime.parse;

import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** What it takes to inflate one content: memory of the Java library's own, bytes for the output, a checksum. */
final class Inflation {
    /** Bytes that the library takes for an inflater: a window of 32 KiB, tables, and what stands around it. */
    static final long MEMORY = 56L << 10;

    private static final int OUTPUT = 8 << 10;

    final Inflater inflater = new Inflater(true);
    final byte[] output = new byte[OUTPUT];
    final CRC32 checksum = new CRC32();

    void reset() {
        inflater.reset();
        checksum.reset();
    }

    void end() {
        inflater.end();
    }
}
