package org.protospec.generator;

import java.util.Optional;
import org.protospec.generator.source.SourceFile;

/** Specs that those being compiled may import from, though they are not compiled themselves. */
@FunctionalInterface
public interface SpecLibrary {
    /** A library without specs. */
    SpecLibrary NONE = (importer, protocol) -> Optional.empty();

    /** The spec of a protocol, which a file imports from. */
    Optional<SourceFile> find(SourceFile importer, String protocol);
}
