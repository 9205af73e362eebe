package org.protospec.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself, which does nothing without a subcommand. */
@Command(
        name = "protospec",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Dissects network protocols that are described in .proto-spec files.",
        synopsisSubcommandLabel = "COMMAND")
final class ProtospecCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec own = Objects.requireNonNull(spec);
        throw new ParameterException(
                own.commandLine(),
                "a command is missing; known: "
                        + String.join(", ", own.subcommands().keySet()));
    }
}
