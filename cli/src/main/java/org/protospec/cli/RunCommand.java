package org.protospec.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.compile.SpecCompilation;
import org.protospec.cli.protocol.LoadedProtocol;
import org.protospec.cli.protocol.Protocols;
import org.protospec.cli.rules.BuiltInRules;
import org.protospec.cli.rules.RuleFiles;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.machine.MissingExternsException;
import org.protospec.runtime.tcp.OverlapPolicy;

/** {@code protospec run}: dissects captures. */
final class RunCommand implements Subcommand {
    private final Console console;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public CommandSyntax syntax() {
        return RunSyntax.SYNTAX;
    }

    @Override
    public int run(Arguments arguments) throws Failure {
        Limits limits = LimitOptions.of(
                arguments.values(RunSyntax.LIMIT), Runtime.getRuntime().maxMemory());
        if (arguments.has(RunSyntax.LIMITS)) {
            console.out().print(LimitsText.of(limits));
            return ExitStatus.DONE;
        }
        if (arguments.has(RunSyntax.LIST_RULES)) {
            console.out().print(BuiltInRules.installed().help());
            return ExitStatus.DONE;
        }
        List<String> operands = arguments.operands();
        if (operands.isEmpty()) {
            throw Failure.usage("a spec file or the name of a protocol is missing");
        }
        String word = operands.get(0);
        List<String> captures = operands.subList(1, operands.size());
        if (captures.isEmpty()) {
            throw Failure.usage("a capture file is missing behind \"" + word + "\"");
        }
        LoadedProtocol loaded = load(word, arguments);
        RunOptions options = options(arguments, loaded, limits, captures);
        try (RunOutput output = RunOutput.open(console, options, captures)) {
            // What rules of one's own print belongs between the lines of the events, and not between those of JSON.
            PrintStream standard = System.out;
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            System.setOut(output.forRules());
            try {
                return over(captures, arguments, loaded, options, output);
            } catch (MissingExternsException e) {
                throw Failure.usage(e.getMessage() + "; or give a file that has one by --rules");
            } finally {
                System.setOut(standard);
                Thread.currentThread().setContextClassLoader(loader);
            }
        }
    }

    private int over(
            List<String> captures, Arguments arguments, LoadedProtocol loaded, RunOptions options, RunOutput output)
            throws Failure {
        RuleFiles files = new RuleFiles(loaded.classes());
        List<RuleSet> sets = ruleSets(arguments, files, output);
        // There is looked for what specs leave to Java.
        Thread.currentThread().setContextClassLoader(files.loader());
        return new Run(console, options, loaded.protocols(), sets, output).over(captures);
    }

    private LoadedProtocol load(String word, Arguments arguments) throws Failure {
        LoadedProtocol loaded = new Protocols(SpecCompilation.installed()).load(word);
        if (!arguments.has(RunSyntax.QUIET)) {
            console.err().print(loaded.warnings());
        }
        return loaded;
    }

    private static RunOptions options(Arguments arguments, LoadedProtocol loaded, Limits limits, List<String> captures)
            throws Failure {
        List<Integer> ports = arguments.numbers(RunSyntax.PORT);
        String pass = arguments.value(RunSyntax.PASS);
        return new RunOptions(
                arguments.has(RunSyntax.JSON) ? RunOptions.Format.JSON : RunOptions.Format.LINES,
                detail(arguments),
                arguments.has(RunSyntax.DIGESTS) ? RunOptions.Digests.SHA_256 : RunOptions.Digests.NONE,
                portChoice(arguments, loaded, ports),
                Ports.of(ports),
                arguments.has(RunSyntax.PROGRESS) ? RunOptions.Progress.BAR : RunOptions.Progress.NONE,
                limits,
                overlapPolicy(arguments),
                ThreadChoice.of(
                        arguments,
                        detail(arguments),
                        captures,
                        limits.of(Limit.TRACKER_MEMORY),
                        ThreadChoice.Host.here()),
                pass == null ? null : Path.of(pass),
                severity(arguments));
    }

    private static RunOptions.Detail detail(Arguments arguments) {
        if (arguments.has(RunSyntax.QUIET)) {
            return RunOptions.Detail.QUIET;
        }
        return arguments.has(RunSyntax.TRACE) ? RunOptions.Detail.TRACE : RunOptions.Detail.EVENTS;
    }

    private static RunOptions.Ports portChoice(Arguments arguments, LoadedProtocol loaded, List<Integer> ports)
            throws Failure {
        boolean anyPort = arguments.has(RunSyntax.ANY_PORT);
        if (anyPort && !ports.isEmpty()) {
            throw Failure.usage("--port and --any-port exclude each other");
        }
        if (loaded.choice() == LoadedProtocol.Choice.BY_PORT) {
            return anyPort ? RunOptions.Ports.ANY : ports.isEmpty() ? RunOptions.Ports.OF_SPEC : RunOptions.Ports.GIVEN;
        }
        if (anyPort || !ports.isEmpty()) {
            throw Failure.usage((anyPort ? "--any-port" : "--port")
                    + " says which flows carry one protocol, and auto looks at all flows for several; name the protocol"
                    + " instead of auto");
        }
        return RunOptions.Ports.RECOGNISED;
    }

    private static OverlapPolicy overlapPolicy(Arguments arguments) throws Failure {
        String word = arguments.value(RunSyntax.OVERLAP);
        return word == null ? OverlapPolicy.FIRST : named(OverlapPolicy.values(), OverlapPolicy::label, word, "policy");
    }

    private static @Nullable Severity severity(Arguments arguments) throws Failure {
        String word = arguments.value(RunSyntax.FAIL_ON_ALERT);
        return word == null ? null : named(Severity.values(), Severity::label, word, "severity");
    }

    /** The one of some things that a word on the command line names. */
    private static <T> T named(T[] all, Function<T, String> label, String word, String what) throws Failure {
        List<String> known = new ArrayList<>();
        for (T each : all) {
            if (label.apply(each).equals(word)) {
                return each;
            }
            known.add(label.apply(each));
        }
        throw Failure.usage("unknown " + what + " \"" + word + "\"" + Nearest.hint(word, known));
    }

    private static List<RuleSet> ruleSets(Arguments arguments, RuleFiles files, RunOutput output) throws Failure {
        List<RuleSet> sets = new ArrayList<>();
        if (arguments.has(RunSyntax.RULE)) {
            BuiltInRules builtIn = BuiltInRules.installed();
            for (String rule : arguments.values(RunSyntax.RULE)) {
                sets.add(builtIn.create(rule, output.forRules()));
            }
        }
        if (arguments.has(RunSyntax.RULES)) {
            for (String file : arguments.values(RunSyntax.RULES)) {
                sets.addAll(files.load(Path.of(file)));
            }
        }
        return sets;
    }
}
