package org.protospec.generator;

import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.model.Spec;
import org.protospec.generator.parse.SpecParser;
import org.protospec.generator.resolve.SpecResolver;
import org.protospec.generator.source.SourceFile;

/** The front half of the compiler: source files in, resolved models and diagnostics out. */
public final class SpecFrontEnd {

    /**
     * What was found.
     *
     * @param specs the models of the files that have no syntax errors, in the order of the files; of files that have
     *     other errors ({@link Diagnostics#hasErrors(SourceFile)}) they are not whole
     * @param diagnostics what is to be said about all files
     */
    public record Result(List<Spec> specs, Diagnostics diagnostics) {

        public Result {
            specs = List.copyOf(specs);
        }
    }

    private SpecFrontEnd() {}

    /** Parses and resolves files; it touches no disk and throws nothing whatever the files' texts are. */
    public static Result analyse(List<SourceFile> files) {
        Diagnostics diagnostics = new Diagnostics();
        List<Spec> specs = new ArrayList<>();
        for (SourceFile file : files) {
            SpecParser.parse(file, diagnostics)
                    .map(node -> SpecResolver.resolve(node, diagnostics))
                    .ifPresent(specs::add);
        }
        return new Result(specs, diagnostics);
    }
}
