package org.protospec.generator.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.MethodSpec;

/** What methods have in common in Java, whatever class they stand in. */
final class JavaMethods {
    /** About how many characters of code one method may have: bytecode of some four thousand bytes. */
    static final int MAX_LENGTH = 9_000;

    /** Steps follow each other on purpose: that is what a switch with a place to go on is for. */
    static final AnnotationSpec SUPPRESS_FALLTHROUGH = AnnotationSpec.builder(SuppressWarnings.class)
            .addMember("value", "$S", "fallthrough")
            .build();

    private JavaMethods() {}

    /** A method that the class above declares. */
    static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class);
    }
}
