package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.protospec.generator.regex.ByteSet;
import org.protospec.runtime.bytes.Scan;

/** Writes the loop of an automaton's state as one that passes over bytes at once. */
final class SkippedBytes {
    private SkippedBytes() {}

    /** Moves {@code p} behind the bytes that are in the set, up to {@code limit}. */
    static void skip(CodeBlock.Builder code, ByteSet loop) {
        List<Integer> ends = loop.complement().stream().boxed().limit(3).toList();
        if (ends.isEmpty()) {
            code.addStatement("p = limit");
        } else if (ends.size() == 1) {
            code.addStatement("p = $T.indexOf(bytes, p, limit, $L)", Scan.class, ByteTests.literal(ends.get(0)));
        } else if (ends.size() == 2) {
            code.addStatement(
                    "p = $T.indexOfEither(bytes, p, limit, $L, $L)",
                    Scan.class,
                    ByteTests.literal(ends.get(0)),
                    ByteTests.literal(ends.get(1)));
        } else {
            String octet = "bytes[p] & 0xff";
            String condition = ByteTests.isSimple(loop) ? ByteTests.in(loop, "(" + octet + ")") : "";
            if (condition.isEmpty()) {
                code.beginControlFlow("for (int c; p < limit; p++)");
                code.addStatement("c = $L", octet);
                code.beginControlFlow("if ($L)", ByteTests.notIn(loop, "c"));
                code.addStatement("break");
                code.endControlFlow();
                code.endControlFlow();
            } else {
                code.beginControlFlow("while (p < limit && $L)", condition);
                code.addStatement("p++");
                code.endControlFlow();
            }
        }
    }
}
