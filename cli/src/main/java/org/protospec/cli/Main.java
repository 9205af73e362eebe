package org.protospec.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.output.OutputFailure;
import org.protospec.cli.output.StandardOutput;

/** Where the {@code protospec} command begins. */
public final class Main {
    private static final String TERMINAL = "terminal";

    private Main() {}

    /** The commands, in the order in which help names them. */
    private enum Command {
        RUN("run"),
        CHECK("check"),
        GRAPH("graph"),
        GENERATE("generate"),
        MAILS("mails");

        private final String word;

        Command(String word) {
            this.word = word;
        }

        /** The command of a word; null where there is none. */
        static @Nullable Command of(String word) {
            for (Command each : values()) {
                if (each.word.equals(word)) {
                    return each;
                }
            }
            return null;
        }

        static List<String> words() {
            List<String> words = new ArrayList<>();
            for (Command each : values()) {
                words.add(each.word);
            }
            return words;
        }

        /** Makes what does it. A start loads the classes of its own command only: constants that make theirs would take a class each. */
        Subcommand open(Console console) {
            return switch (this) {
                case RUN -> new RunCommand(console);
                case CHECK -> new CheckCommand(console);
                case GRAPH -> new GraphCommand(console);
                case GENERATE -> new GenerateCommand(console);
                case MAILS -> new MailsCommand(console);
            };
        }
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
        Command named = Command.of(word);
        if (named == null) {
            return withoutCommand(console, word);
        }
        Subcommand command = named.open(console);
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
            for (Command each : Command.values()) {
                all.add(each.open(console).syntax());
            }
            console.out().print(HelpText.of(all));
            return ExitStatus.DONE;
        }
        if (word.equals("-V") || word.equals("--version")) {
            return version(console);
        }
        String message = word.isEmpty()
                ? "a command is missing; known: " + String.join(", ", Command.words())
                : word.startsWith("-")
                        ? "unknown option \"" + word + "\"" + Nearest.hint(word, List.of("--help", "--version"))
                        : "unknown command \"" + word + "\"" + Nearest.hint(word, Command.words());
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
