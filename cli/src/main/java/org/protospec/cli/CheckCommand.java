package org.protospec.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.protospec.cli.compile.CompiledSpecs;
import org.protospec.cli.compile.SpecCompilation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code protospec check}: every error and warning of the compiler. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "protospec check SPEC...",
        description = "Prints every error and warning of the compiler, with the line underlined, "
                + "and the most memory that a flow can hold.",
        footer = ExitStatus.FOOTER_TEXT)
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "SPEC", description = "Spec files; they are compiled together.")
    private List<Path> specs = new ArrayList<>();

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        SpecFiles files = SpecFiles.read(console, specs);
        int errors = 0;
        if (!files.sources().isEmpty()) {
            CompiledSpecs compiled = SpecCompilation.installed().check(files.sources());
            errors = compiled.errors();
            StringBuilder text = new StringBuilder(compiled.diagnostics());
            for (CompiledSpecs.CompiledProtocol protocol : compiled.protocols()) {
                if (!protocol.memory().isEmpty()) {
                    text.append(protocol.memory()).append('\n');
                }
            }
            text.append(count(errors, "error")).append(", ").append(count(compiled.warnings(), "warning"));
            console.out().print(text.append('\n').toString());
        }
        return files.status(errors);
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
