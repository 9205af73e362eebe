package org.protospec.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.compile.CompiledSpecs;
import org.protospec.cli.compile.SpecCompilation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code protospec generate}: the Java sources of specs as files. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "protospec generate -o DIR SPEC...",
        description = "Writes the Java sources that specs are compiled into, and the service entries that name them.",
        footer = ExitStatus.FOOTER_TEXT)
final class GenerateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "SPEC", description = "Spec files; they are compiled together.")
    private List<Path> specs = new ArrayList<>();

    @Option(names = "-o", paramLabel = "DIR", required = true, description = "The folder that the packages go into.")
    private @Nullable Path folder;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "The package below which every protocol has its own; none if not given.")
    private String basePackage = "";

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        Path target = Objects.requireNonNull(folder);
        SpecFiles files = SpecFiles.read(console, specs);
        if (files.sources().isEmpty() || files.unreadable() > 0) {
            return files.status(0);
        }
        CompiledSpecs compiled = SpecCompilation.installed().compile(files.sources(), basePackage);
        console.err().print(compiled.diagnostics());
        if (compiled.errors() > 0) {
            return ExitStatus.SPEC_ERRORS;
        }
        int written = 0;
        for (CompiledSpecs.Generated source : compiled.sources()) {
            if (FileWriting.write(target, source.path(), source.text()) == FileWriting.Outcome.WRITTEN) {
                written++;
            }
        }
        console.out().print(compiled.sources().size() + " files in " + target + ", " + written + " of them written\n");
        return ExitStatus.DONE;
    }
}
