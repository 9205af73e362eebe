package org.protospec.generator.ast;

import java.math.BigInteger;
import java.util.List;
import org.protospec.generator.source.Span;

/**
 * A whole spec file.
 *
 * @param span the {@code protocol} declaration
 * @param doc the text of its doc comment, empty without one
 * @param name the protocol's name
 * @param bindings where the protocol is found
 * @param declarations everything else, as written
 */
public record SpecNode(Span span, String doc, Name name, List<BindingNode> bindings, List<Declaration> declarations)
        implements Node {

    public SpecNode {
        bindings = List.copyOf(bindings);
        declarations = List.copyOf(declarations);
    }

    /** A place where the protocol is found: {@code tcp port 25, 587}. */
    public record BindingNode(Span span, Name layer, Name key, List<BigInteger> numbers) implements Node {

        public BindingNode {
            numbers = List.copyOf(numbers);
        }
    }
}
