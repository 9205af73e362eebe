package org.protospec.it.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A header of 20 bytes as one writes it by hand: a view that knows where its bytes lie. */
final class HandWrittenHeader {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = {};
    private int at;

    /** Shows the header at an index; false if the bytes are none. */
    boolean show(byte[] bytes, int at, int limit) {
        if (limit - at < 20 || (bytes[at + 12] & 0xff) >>> 4 < 5) {
            return false;
        }
        this.bytes = bytes;
        this.at = at;
        return true;
    }

    long sum() {
        return u16(bytes, at)
                + u16(bytes, at + 2)
                + u32(bytes, at + 4)
                + u32(bytes, at + 8)
                + ((bytes[at + 12] & 0xff) >>> 4)
                + (u16(bytes, at + 12) & 0xfff)
                + u16(bytes, at + 14)
                + u16(bytes, at + 16)
                + u16(bytes, at + 18);
    }

    static int u16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    static long u32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) & 0xffff_ffffL;
    }
}
