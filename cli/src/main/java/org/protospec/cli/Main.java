package org.protospec.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.protospec.cli.output.OutputFailure;
import org.protospec.cli.output.StandardOutput;
import picocli.CommandLine;

/** Where the {@code protospec} command begins. */
public final class Main {
    private static final String TERMINAL = "terminal";

    private static final Map<String, Function<Console, Object>> COMMANDS = commands();

    private Main() {}

    /** The commands by their names, in the order in which help names them. */
    private static Map<String, Function<Console, Object>> commands() {
        Map<String, Function<Console, Object>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("graph", GraphCommand::new);
        commands.put("generate", GenerateCommand::new);
        commands.put("mails", MailsCommand::new);
        return commands;
    }

    /**
     * Runs the program and ends the virtual machine with its exit status. The script that starts it tells with the system
     * properties {@code protospec.stdout} and {@code protospec.stderr} what is a terminal.
     */
    public static void main(String[] args) {
        Console console = new Console(
                System.in,
                new StandardOutput(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                kind("protospec.stdout"),
                kind("protospec.stderr"));
        System.exit(run(console, args));
    }

    private static Console.Kind kind(String property) {
        return TERMINAL.equals(System.getProperty(property)) ? Console.Kind.TERMINAL : Console.Kind.OTHER;
    }

    /** Runs the program. */
    public static int run(Console console, String... args) {
        try {
            // Printed here, so that a closed pipe is not taken for a mistake of the command.
            StringWriter help = new StringWriter();
            int status = commandLine(console, help, args).execute(args);
            console.out().print(help.toString());
            console.out().flush();
            return status;
        } catch (OutputFailure e) {
            return failed(console, e);
        }
    }

    private static int failed(Console console, OutputFailure e) {
        if (e.isClosedPipe()) {
            return ExitStatus.DONE;
        }
        console.err().println("protospec: cannot write the output: " + e.getMessage());
        return ExitStatus.FILES;
    }

    private static CommandLine commandLine(Console console, Writer help, String... args) {
        CommandLine line = new CommandLine(new ProtospecCommand());
        String asked = args.length == 0 ? "" : args[0];
        COMMANDS.forEach((name, command) -> {
            // To learn of the options of all commands takes a third of a start; only help and mistakes need them.
            if (name.equals(asked) || !COMMANDS.containsKey(asked)) {
                line.addSubcommand(name, command.apply(console));
            }
        });
        line.setOut(new PrintWriter(help));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(new UsageErrors(console));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(console, e));
        return line;
    }

    private static int failed(Console console, Exception e) {
        if (e instanceof OutputFailure closed) {
            return failed(console, closed);
        }
        if (e instanceof RunFailure failure) {
            console.complain(failure.text());
            return ExitStatus.INTERNAL;
        }
        if (e instanceof Failure failure) {
            console.complain(failure.text());
            return failure.status();
        }
        StackTraceElement[] places = e.getStackTrace();
        console.complain("a mistake in Protospec itself, please report it: " + e
                + (places.length == 0 ? "" : ", at " + places[0]));
        return ExitStatus.INTERNAL;
    }
}
