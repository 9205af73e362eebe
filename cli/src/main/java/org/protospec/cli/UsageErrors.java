package org.protospec.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a wrong command line in two lines: what is wrong, with the nearest known word, and where to read more. */
final class UsageErrors implements IParameterExceptionHandler {
    private final Console console;

    UsageErrors(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        console.complain(message(e, command));
        console.err().println("Try \"" + command.getCommandSpec().qualifiedName() + " --help\".");
        return ExitStatus.USAGE;
    }

    private static String message(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            if (word.startsWith("-")) {
                String option = word.indexOf('=') < 0 ? word : word.substring(0, word.indexOf('='));
                return "unknown option \"" + option + "\"" + Nearest.hint(option, options(command));
            }
            if (!command.getSubcommands().isEmpty()) {
                return "unknown command \"" + word + "\""
                        + Nearest.hint(
                                word, List.copyOf(command.getSubcommands().keySet()));
            }
            return "unexpected argument \"" + word + "\"";
        }
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    private static List<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getCommandSpec().options().forEach(option -> names.add(option.longestName()));
        return names;
    }
}
