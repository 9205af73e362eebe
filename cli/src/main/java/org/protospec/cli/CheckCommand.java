package org.protospec.cli;

import java.util.List;
import org.protospec.cli.compile.CompiledSpecs;
import org.protospec.cli.compile.SpecCompilation;

/** {@code protospec check}: every error and warning of the compiler. */
final class CheckCommand implements Subcommand {
    private static final CommandSyntax.Operand SPECS =
            new CommandSyntax.Operand("SPEC...", "Spec files; they are compiled together.");

    private static final CommandSyntax SYNTAX = new CommandSyntax(
            "protospec check",
            "SPEC...",
            "Prints every error and warning of the compiler, with the line underlined, and the most memory that a flow can hold.",
            List.of(SPECS),
            List.of());

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(Arguments arguments) throws Failure {
        SpecFiles files = SpecFiles.read(console, arguments.operands(SPECS));
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
