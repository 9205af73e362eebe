package org.protospec.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.protospec.generator.ast.SpecNode;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.model.Spec;
import org.protospec.generator.parse.SpecParser;
import org.protospec.generator.resolve.Imports;
import org.protospec.generator.resolve.SpecResolver;
import org.protospec.generator.source.SourceFile;
import org.protospec.generator.source.Span;

/** The front half of the compiler: source files in, resolved models and diagnostics out. */
public final class SpecFrontEnd {

    /**
     * What was found.
     *
     * @param specs the models of the files that have no syntax errors, in the order of the files; of files that have
     *     other errors ({@link Diagnostics#hasErrors(SourceFile)}) they are not whole
     * @param imported names of declarations that other specs import, where they are declared
     * @param diagnostics what is to be said about all files
     */
    public record Result(List<Spec> specs, Set<Span> imported, Diagnostics diagnostics) {

        public Result {
            specs = List.copyOf(specs);
            imported = Set.copyOf(imported);
        }
    }

    private SpecFrontEnd() {}

    /** Parses and resolves files; it touches no disk and throws nothing whatever the files' texts are. */
    public static Result analyse(List<SourceFile> files) {
        return analyse(files, SpecLibrary.NONE);
    }

    /** The same of files that import from each other, and from a library. */
    public static Result analyse(List<SourceFile> files, SpecLibrary library) {
        Diagnostics diagnostics = new Diagnostics();
        List<SpecNode> nodes = new ArrayList<>();
        Map<String, Optional<SpecNode>> known = new LinkedHashMap<>();
        for (SourceFile file : files) {
            SpecParser.parse(file, diagnostics).ifPresent(node -> {
                nodes.add(node);
                known.putIfAbsent(node.name().text(), Optional.of(node));
            });
        }
        Imports imports = new Imports(
                (importer, name) -> {
                    Optional<SpecNode> found = known.get(name);
                    if (found == null) {
                        found = library.find(importer, name).flatMap(file -> SpecParser.parse(file, diagnostics));
                        known.put(name, found);
                    }
                    return found;
                },
                diagnostics);
        List<Spec> specs = new ArrayList<>();
        nodes.forEach(node -> specs.add(SpecResolver.resolve(imports.resolve(node), diagnostics)));
        return new Result(specs, imports.used(), diagnostics);
    }
}
