package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;

/**
 * What makes objects for a pool or a list: a class and not a lambda. A program that dissects a small capture has hardly more to do than to
 * start, and each lambda costs it a quarter of a millisecond.
 */
final class Suppliers {
    private Suppliers() {}

    /** Makes objects of a class, with the same arguments each. */
    static TypeSpec of(ClassName made, CodeBlock arguments) {
        return TypeSpec.anonymousClassBuilder("")
                .addSuperinterface(ParameterizedTypeName.get(ClassName.get(Supplier.class), made))
                .addMethod(MethodSpec.methodBuilder("get")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(made)
                        .addStatement("return new $T($L)", made, arguments)
                        .build())
                .build();
    }
}
