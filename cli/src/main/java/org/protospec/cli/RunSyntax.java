package org.protospec.cli;

import java.util.List;
import org.apache.commons.cli.Option;

/** What {@code protospec run} takes. */
final class RunSyntax {
    static final Option JSON =
            CommandSyntax.flag("json", "Print one JSON object a line and nothing else on standard output.");

    static final Option RULE = CommandSyntax.valued(
            "rule", "NAME[:KEY=VALUE,...]", "Use a built-in rule; see --list-rules. May be given several times.");

    static final Option LIST_RULES =
            CommandSyntax.flag("list-rules", "Print the built-in rules and their options, and end.");

    static final Option RULES = CommandSyntax.valued(
            "rules",
            "FILE",
            "Use security rules of your own, or what a spec leaves to Java: a .java file, compiled in memory, or a .jar. "
                    + "The events of a spec file are in the package that has the protocol's name.");

    static final Option PASS =
            CommandSyntax.valued("pass", "FILE", "Write the packets that no rule dropped to a new capture.");

    static final Option TRACE =
            CommandSyntax.flag("trace", "Print every token, field, state and transition, with stream offsets.");

    static final Option PORT = CommandSyntax.valued(
            "port", "N[,N...]", "The server ports that carry the protocol, instead of those in its spec.");

    static final Option ANY_PORT =
            CommandSyntax.flag("any-port", "Take all flows for the protocol, whatever their ports.");

    static final Option DIGESTS =
            CommandSyntax.flag("digests", "Tell the length and SHA-256 of every stream at the end of its flow.");

    static final Option LIMIT = CommandSyntax.valued(
            "limit",
            "NAME=VALUE",
            "Change a limit, as flows=1000, tracker-memory=64MiB or udp-timeout=30s. May be given several " + "times.");

    static final Option OVERLAP = CommandSyntax.valued(
            "overlap",
            "POLICY",
            "Which bytes count where two TCP segments differ: those captured first, or last. Either way "
                    + "segment_overlap tells of both.");

    static final Option THREADS = CommandSyntax.valued(
            "threads",
            "N",
            "Dissect flows in N threads, of which one reads the captures, too. The output is the same. "
                    + "Without this option 1, or 2 if captures have 400 MB or more, events are printed, and there are two processors and memory to spare. "
                    + "Rules and --pass need 1; --quiet takes 1 where there are two processors at most.");

    static final Option LIMITS = CommandSyntax.flag("limits", "Print the limits in force and their names, and end.");

    static final Option FAIL_ON_ALERT = CommandSyntax.valued(
            "fail-on-alert",
            "SEVERITY",
            "Exit with 4 if there is an alert of this severity (low, medium, high) or above.");

    static final Option QUIET =
            CommandSyntax.flag("quiet", "Print only alerts (without --json), and only errors on standard error.");

    static final Option PROGRESS =
            CommandSyntax.flag("progress", "Show a progress bar on standard error, if that is a terminal.");

    static final CommandSyntax SYNTAX = new CommandSyntax(
            "protospec run",
            "[OPTIONS] SPEC|NAME|auto CAPTURE...",
            "Dissects captures with a spec file, which is compiled in memory, with a built-in protocol, or with all of these: "
                    + "auto finds the protocol of a flow by its port, or else by what its first bytes look like.",
            List.of(
                    new CommandSyntax.Operand(
                            "SPEC|NAME|auto",
                            "A .proto-spec file, the name of a built-in protocol, or auto for all of them."),
                    new CommandSyntax.Operand(
                            "CAPTURE...", "Capture files (pcap or pcapng, gzipped or not); - is standard input.")),
            List.of(
                    JSON,
                    RULE,
                    LIST_RULES,
                    RULES,
                    PASS,
                    TRACE,
                    PORT,
                    ANY_PORT,
                    DIGESTS,
                    LIMIT,
                    OVERLAP,
                    THREADS,
                    LIMITS,
                    FAIL_ON_ALERT,
                    QUIET,
                    PROGRESS));

    private RunSyntax() {}
}
