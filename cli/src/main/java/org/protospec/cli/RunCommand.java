package org.protospec.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.compile.SpecCompilation;
import org.protospec.cli.protocol.LoadedProtocol;
import org.protospec.cli.protocol.Protocols;
import org.protospec.cli.rules.BuiltInRules;
import org.protospec.cli.rules.RuleFiles;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.limit.Limits;
import org.protospec.runtime.tcp.OverlapPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code protospec run}: dissects captures. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "protospec run [OPTIONS] SPEC|NAME|auto CAPTURE...",
        sortOptions = false,
        description =
                "Dissects captures with a spec file, which is compiled in memory, with a built-in protocol, or with all of "
                        + "these: auto finds the protocol of a flow by its port, or else by what its first bytes look like.",
        footer = ExitStatus.FOOTER_TEXT)
final class RunCommand implements Callable<Integer> {
    /** More were not faster on two processors, see {@code docs/performance.md}. */
    private static final int DEFAULT_THREADS = 1;

    private static final int MOST_THREADS = 256;

    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SPEC|NAME|auto",
            description = "A .proto-spec file, the name of a built-in protocol, or auto for all of them.")
    private @Nullable String protocol;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "CAPTURE",
            description = "Capture files (pcap or pcapng, gzipped or not); - is standard input.")
    private List<String> captures = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object a line and nothing else on standard output.")
    private boolean json;

    @Option(
            names = "--rule",
            paramLabel = "NAME[:KEY=VALUE,...]",
            description = "Use a built-in rule; see --list-rules. May be given several times.")
    private List<String> rules = new ArrayList<>();

    @Option(names = "--list-rules", description = "Print the built-in rules and their options, and end.")
    private boolean listRules;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Use security rules of your own: a .java file, compiled in memory, or a .jar. "
                    + "The events of a spec file are in the package that has the protocol's name.")
    private List<Path> ruleFiles = new ArrayList<>();

    @Option(
            names = "--pass",
            paramLabel = "FILE",
            description = "Write the packets that no rule dropped to a new capture.")
    private @Nullable Path pass;

    @Option(names = "--trace", description = "Print every token, field, state and transition, with stream offsets.")
    private boolean trace;

    @Option(
            names = "--port",
            paramLabel = "N",
            split = ",",
            description = "The server ports that carry the protocol, instead of those in its spec.")
    private List<Integer> ports = new ArrayList<>();

    @Option(names = "--any-port", description = "Take all flows for the protocol, whatever their ports.")
    private boolean anyPort;

    @Option(names = "--digests", description = "Tell the length and SHA-256 of every stream at the end of its flow.")
    private boolean digests;

    @Option(
            names = "--limit",
            paramLabel = "NAME=VALUE",
            description =
                    "Change a limit, as flows=1000, tracker-memory=64MiB or udp-timeout=30s. May be given several times.")
    private List<String> changedLimits = new ArrayList<>();

    @Option(
            names = "--overlap",
            paramLabel = "POLICY",
            defaultValue = "first",
            description = "Which bytes count where two TCP segments differ: those captured first, or last. "
                    + "Either way segment_overlap tells of both.")
    private String overlap = "first";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Dissect flows in N threads, besides the one that reads; 1 for all in one. The output is the same."
                            + " Without this option 1."
                            + " Rules and --pass need 1.")
    private @Nullable Integer threads;

    @Option(names = "--limits", description = "Print the limits in force and their names, and end.")
    private boolean showLimits;

    @Option(
            names = "--fail-on-alert",
            paramLabel = "SEVERITY",
            description = "Exit with 4 if there is an alert of this severity (low, medium, high) or above.")
    private @Nullable String failOnAlert;

    @Option(names = "--quiet", description = "Print only alerts (without --json), and only errors on standard error.")
    private boolean quiet;

    @Option(names = "--progress", description = "Show a progress bar on standard error, if that is a terminal.")
    private boolean progress;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        Limits limits = LimitOptions.of(changedLimits, Runtime.getRuntime().maxMemory());
        if (showLimits) {
            console.out().print(LimitsText.of(limits));
            return ExitStatus.DONE;
        }
        if (listRules) {
            console.out().print(BuiltInRules.installed().help());
            return ExitStatus.DONE;
        }
        String word = protocol;
        if (word == null) {
            throw Failure.usage("a spec file or the name of a protocol is missing");
        }
        if (captures.isEmpty()) {
            throw Failure.usage("a capture file is missing behind \"" + word + "\"");
        }
        BitSet serverPorts = ports();
        Severity threshold = severity();
        LoadedProtocol loaded = new Protocols(SpecCompilation.installed()).load(word, this::warn);
        RunOptions options = new RunOptions(
                json ? RunOptions.Format.JSON : RunOptions.Format.LINES,
                quiet ? RunOptions.Detail.QUIET : trace ? RunOptions.Detail.TRACE : RunOptions.Detail.EVENTS,
                digests ? RunOptions.Digests.SHA_256 : RunOptions.Digests.NONE,
                portChoice(loaded),
                serverPorts,
                progress ? RunOptions.Progress.BAR : RunOptions.Progress.NONE,
                limits,
                overlaps(),
                threads(),
                pass,
                threshold);
        try (RunOutput output = RunOutput.open(console, options, captures)) {
            // What rules of one's own print belongs between the lines of the events, and not between those of JSON.
            PrintStream standard = System.out;
            System.setOut(output.forRules());
            try {
                return new Run(console, options, loaded.protocols(), ruleSets(loaded, output), output).over(captures);
            } finally {
                System.setOut(standard);
            }
        }
    }

    private void warn(String diagnostics) {
        if (!quiet) {
            console.err().print(diagnostics);
        }
    }

    private RunOptions.Ports portChoice(LoadedProtocol loaded) throws Failure {
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

    private BitSet ports() throws Failure {
        if (anyPort && !ports.isEmpty()) {
            throw Failure.usage("--port and --any-port exclude each other");
        }
        return Ports.of(ports);
    }

    private @Nullable Severity severity() throws Failure {
        String word = failOnAlert;
        if (word == null) {
            return null;
        }
        return named(Severity.values(), Severity::label, word, "severity");
    }

    private OverlapPolicy overlaps() throws Failure {
        return named(OverlapPolicy.values(), OverlapPolicy::label, overlap, "policy");
    }

    /** Rules may keep what they know of one flow for another, and which packets pass is to be known at once. */
    private int threads() throws Failure {
        String alone = pass != null ? "--pass" : !ruleFiles.isEmpty() ? "--rules" : !rules.isEmpty() ? "--rule" : "";
        Integer asked = threads;
        if (asked == null) {
            return DEFAULT_THREADS;
        }
        if (asked < 1 || asked > MOST_THREADS) {
            throw Failure.usage("--threads is a number from 1 to " + MOST_THREADS + ", not " + asked);
        }
        if (asked > 1 && !alone.isEmpty()) {
            throw Failure.usage(
                    alone + " needs all flows in one thread; leave out --threads " + asked + ", or give --threads 1");
        }
        return asked;
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

    private List<RuleSet> ruleSets(LoadedProtocol loaded, RunOutput output) throws Failure {
        List<RuleSet> sets = new ArrayList<>();
        BuiltInRules builtIn = BuiltInRules.installed();
        for (String rule : rules) {
            sets.add(builtIn.create(rule, output.forRules()));
        }
        RuleFiles files = new RuleFiles(loaded.classes());
        for (Path file : ruleFiles) {
            sets.addAll(files.load(file));
        }
        return sets;
    }
}
