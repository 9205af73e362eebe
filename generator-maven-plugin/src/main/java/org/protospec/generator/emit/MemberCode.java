package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;

/** What a field or a computed value adds to the methods about all of them; see {@link MessageMethods}. */
final class MemberCode {
    final CodeBlock.Builder clear = CodeBlock.builder();
    final CodeBlock.Builder copy = CodeBlock.builder();
    final CodeBlock.Builder visit = CodeBlock.builder();
}
