package org.protospec.cli;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.protospec.cli.compile.CompiledSpecs;
import org.protospec.cli.compile.SpecCompilation;

/** {@code protospec generate}: the Java sources of specs as files. */
final class GenerateCommand implements Subcommand {
    private static final CommandSyntax.Operand SPECS =
            new CommandSyntax.Operand("SPEC...", "Spec files; they are compiled together.");

    private static final Option FOLDER = CommandSyntax.folder("The folder that the packages go into.");

    private static final Option PACKAGE = CommandSyntax.valued(
            "package", "NAME", "The package below which every protocol has its own; none if not given.");

    private static final CommandSyntax SYNTAX = new CommandSyntax(
            "protospec generate",
            "-o DIR SPEC...",
            "Writes the Java sources that specs are compiled into, and the service entries that name them.",
            List.of(SPECS),
            List.of(FOLDER, PACKAGE));

    private final Console console;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(Arguments arguments) throws Failure {
        SpecFiles files = SpecFiles.read(console, arguments.operands(SPECS));
        String folder = arguments.value(FOLDER);
        if (folder == null) {
            throw Failure.usage("-o DIR is missing: the folder that the packages go into");
        }
        Path target = Path.of(folder);
        if (files.sources().isEmpty() || files.unreadable() > 0) {
            return files.status(0);
        }
        CompiledSpecs compiled = SpecCompilation.installed().compile(files.sources(), arguments.value(PACKAGE, ""));
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
