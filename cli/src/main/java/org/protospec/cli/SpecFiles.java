package org.protospec.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.protospec.cli.compile.SpecCompilation;
import org.protospec.generator.source.SourceFile;

/**
 * The spec files of a command line, those that can be read.
 *
 * @param sources the readable ones, in their order
 * @param unreadable number of the others, each of which was named on standard error
 */
record SpecFiles(List<SourceFile> sources, int unreadable) {
    SpecFiles {
        sources = List.copyOf(sources);
    }

    static SpecFiles read(Console console, List<String> files) {
        List<SourceFile> sources = new ArrayList<>();
        int unreadable = 0;
        for (String file : files) {
            try {
                sources.add(SpecCompilation.read(Path.of(file)));
            } catch (Failure e) {
                console.complain(e.text());
                unreadable++;
            }
        }
        return new SpecFiles(sources, unreadable);
    }

    /** The exit status of a command that has done its work on the readable ones. */
    int status(int errors) {
        return errors > 0 ? ExitStatus.SPEC_ERRORS : unreadable > 0 ? ExitStatus.FILES : ExitStatus.DONE;
    }
}
