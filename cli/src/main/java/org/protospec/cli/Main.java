package org.protospec.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.output.OutputFailure;
import org.protospec.cli.output.StandardOutput;

/** Where the {@code protospec} command begins. */
public final class Main {
    private static final String TERMINAL = "terminal";

    /** The names of the commands, in the order in which help names them. */
    private static final List<String> COMMANDS = List.of("run", "check", "graph", "generate", "mails");

    private Main() {}

    /** The command of a name; null where there is none. */
    private static @Nullable Subcommand command(String name, Console console) {
        return switch (name) {
            case "run" -> new RunCommand(console);
            case "check" -> new CheckCommand(console);
            case "graph" -> new GraphCommand(console);
            case "generate" -> new GenerateCommand(console);
            case "mails" -> new MailsCommand(console);
            default -> null;
        };
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
        int status = run(console, args);
        if (status != ExitStatus.DONE || isKeptAlive()) {
            System.exit(status);
        }
        // Else the virtual machine ends by itself: since Java 21 exit looks for somebody to log that, which takes 20 ms
        // of a start.
    }

    /** Whether there is a thread, of a rule maybe, that the virtual machine would wait for. */
    private static boolean isKeptAlive() {
        Thread current = Thread.currentThread();
        // One more than there are: others may have begun meanwhile.
        Thread[] threads = new Thread[Thread.activeCount() + 1];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i] != current && !threads[i].isDaemon()) {
                return true;
            }
        }
        return count == threads.length;
    }

    private static Console.Kind kind(String property) {
        return TERMINAL.equals(System.getProperty(property)) ? Console.Kind.TERMINAL : Console.Kind.OTHER;
    }

    /** Runs the program. */
    public static int run(Console console, String... args) {
        try {
            int status = execute(console, List.of(args));
            console.out().flush();
            return status;
        } catch (OutputFailure e) {
            return failed(console, e);
        }
    }

    private static int execute(Console console, List<String> words) {
        String word = words.isEmpty() ? "" : words.get(0);
        Subcommand command = command(word, console);
        if (command == null) {
            return withoutCommand(console, word);
        }
        try {
            Arguments arguments = command.syntax().parse(words.subList(1, words.size()));
            if (arguments.has(CommandSyntax.HELP)) {
                console.out().print(HelpText.of(command.syntax()));
                return ExitStatus.DONE;
            }
            if (arguments.has(CommandSyntax.VERSION)) {
                return version(console);
            }
            return command.run(arguments);
        } catch (Failure e) {
            return failed(console, e, command.syntax().name());
        } catch (RunFailure e) {
            console.complain(e.text());
            return ExitStatus.INTERNAL;
        } catch (OutputFailure e) {
            throw e;
        } catch (RuntimeException e) {
            return failed(console, e);
        }
    }

    /** What a command line asks for that begins with no command. */
    private static int withoutCommand(Console console, String word) {
        if (word.equals("-h") || word.equals("--help")) {
            List<CommandSyntax> all = new ArrayList<>();
            for (String name : COMMANDS) {
                all.add(Objects.requireNonNull(command(name, console)).syntax());
            }
            console.out().print(HelpText.of(all));
            return ExitStatus.DONE;
        }
        if (word.equals("-V") || word.equals("--version")) {
            return version(console);
        }
        String message = word.isEmpty()
                ? "a command is missing; known: " + String.join(", ", COMMANDS)
                : word.startsWith("-")
                        ? "unknown option \"" + word + "\"" + Nearest.hint(word, List.of("--help", "--version"))
                        : "unknown command \"" + word + "\"" + Nearest.hint(word, COMMANDS);
        return failed(console, Failure.usage(message), "protospec");
    }

    private static int version(Console console) {
        console.out().print(Version.text() + "\n");
        return ExitStatus.DONE;
    }

    private static int failed(Console console, Failure failure, String command) {
        console.complain(failure.text());
        if (failure.status() == ExitStatus.USAGE) {
            console.err().println("Try \"" + command + " --help\".");
        }
        return failure.status();
    }

    private static int failed(Console console, OutputFailure e) {
        if (e.isClosedPipe()) {
            return ExitStatus.DONE;
        }
        console.err().println("protospec: cannot write the output: " + e.getMessage());
        return ExitStatus.FILES;
    }

    private static int failed(Console console, RuntimeException e) {
        StackTraceElement[] places = e.getStackTrace();
        console.complain("a mistake in Protospec itself, please report it: " + e
                + (places.length == 0 ? "" : ", at " + places[0]));
        return ExitStatus.INTERNAL;
    }
}
