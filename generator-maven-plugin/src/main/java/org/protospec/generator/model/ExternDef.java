package org.protospec.generator.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.protospec.generator.source.Span;

/**
 * What a spec leaves to Java.
 *
 * @param id index in {@link Spec#externs()}
 * @param params what a function is given; a filter has none
 * @param result the type of a function's value; absent of one that gives none, and of a filter
 * @param max most bytes of the text that a function gives, if it says so
 */
public record ExternDef(
        int id,
        String name,
        String doc,
        Span span,
        Form form,
        List<Param> params,
        Optional<Type> result,
        OptionalLong max) {

    public ExternDef {
        params = List.copyOf(params);
    }

    /** Whether it is a function whose value is a text. */
    public boolean givesText() {
        return result.filter(type -> type.present() instanceof Type.TextType).isPresent();
    }

    /** How it is used. */
    public enum Form {
        /** Expressions and transitions call it, and fields are converted by it. */
        FUNCTION,
        /** It decodes content. */
        FILTER
    }
}
