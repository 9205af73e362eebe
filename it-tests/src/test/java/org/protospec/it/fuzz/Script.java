package org.protospec.it.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fuzzer's input as a sequence of operations: the byte FF, an operation's code, then its bytes up to the next FF; FF FF
 * among them is one byte FF. There are no lengths, so that bytes put in or taken out change one operation only.
 */
final class Script {
    private static final int MARK = 0xff;

    /**
     * One operation.
     *
     * @param code what to do, 0 to 254
     * @param bytes what to do it with
     */
    record Operation(int code, byte[] bytes) {
        /** The first bytes as an unsigned number, the lowest first. */
        long number(int most) {
            long number = 0;
            for (int i = Math.min(bytes.length, most) - 1; i >= 0; i--) {
                number = number << 8 | bytes[i] & 0xff;
            }
            return number;
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Script() {}

    /** Reads an input, of which every one is a script; what stands before the first mark is left out. */
    static List<Operation> read(byte[] input) {
        List<Operation> operations = new ArrayList<>();
        byte[] unmarked = new byte[input.length];
        int at = 0;
        while (at < input.length && (input[at] & 0xff) != MARK) {
            at++;
        }
        while (at + 1 < input.length) {
            int code = input[at + 1] & 0xff;
            int length = 0;
            at += 2;
            while (at < input.length && ((input[at] & 0xff) != MARK || isByte(input, at))) {
                at += (input[at] & 0xff) == MARK ? 1 : 0;
                unmarked[length++] = input[at++];
            }
            if (code != MARK) {
                operations.add(new Operation(code, Arrays.copyOf(unmarked, length)));
            }
        }
        return operations;
    }

    private static boolean isByte(byte[] input, int at) {
        return at + 1 < input.length && (input[at + 1] & 0xff) == MARK;
    }

    /** Adds an operation. */
    Script add(int code, byte[] bytes) {
        out.write(MARK);
        out.write(code);
        for (byte each : bytes) {
            out.write(each);
            if ((each & 0xff) == MARK) {
                out.write(MARK);
            }
        }
        return this;
    }

    /** The operations added as an input. */
    byte[] input() {
        return out.toByteArray();
    }
}
