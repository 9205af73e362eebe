package org.protospec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;

/** How many threads dissect the flows of a run; no output depends on it. What is worth while was measured, see {@code docs/performance.md}. */
final class ThreadChoice {
    /** From so many bytes of captures on there are two threads if nobody says otherwise. Before that the JIT compilers need the second processor. */
    static final long LARGE = 400_000_000;

    /** A lane's view of a flow is not accounted for: what flows may hold has to fit into the heap as many times, or there is one thread. */
    private static final int HEAP_SHARE = 2;

    private static final int MOST = 256;

    /** So many processors one thread keeps busy together with the JIT compilers, if it writes no events. */
    private static final int FEW_PROCESSORS = 2;

    /** With these all flows are to be in one thread: rules may keep what they know of one for another, and which packets pass is to be known at once. */
    private static final List<Option> ALONE = List.of(RunSyntax.PASS, RunSyntax.RULES, RunSyntax.RULE);

    private ThreadChoice() {}

    /**
     * What threads share.
     *
     * @param processors how many there are
     * @param heap most bytes that the program's objects may take
     */
    record Host(int processors, long heap) {
        static Host here() {
            return new Host(
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory());
        }
    }

    /**
     * Returns how many threads a command line asks for, or should have.
     *
     * @param memory what flows may hold, in bytes as accounted
     */
    static int of(Arguments arguments, RunOptions.Detail detail, List<String> captures, long memory, Host host)
            throws Failure {
        Integer asked = arguments.number(RunSyntax.THREADS);
        if (asked != null) {
            check(asked, arguments);
            return asked(asked, detail, host.processors);
        }
        for (Option alone : ALONE) {
            if (arguments.has(alone)) {
                return 1;
            }
        }
        boolean fits = memory <= host.heap / HEAP_SHARE;
        return fits ? unasked(detail, host.processors, bytes(captures)) : 1;
    }

    private static void check(int asked, Arguments arguments) throws Failure {
        if (asked < 1 || asked > MOST) {
            throw Failure.usage("--threads is a number from 1 to " + MOST + ", not " + asked);
        }
        for (Option alone : ALONE) {
            if (asked > 1 && arguments.has(alone)) {
                throw Failure.usage(CommandSyntax.typed(alone) + " needs all flows in one thread; leave out --threads "
                        + asked + ", or give --threads 1");
            }
        }
    }

    /** Where somebody asks for a number: without lines of events there is less to share than sharing costs, on few processors. */
    static int asked(int asked, RunOptions.Detail detail, int processors) {
        return detail == RunOptions.Detail.QUIET && processors <= FEW_PROCESSORS ? 1 : asked;
    }

    /** Where nobody asks. More than two may be worth while on more processors, which was not measured. */
    static int unasked(RunOptions.Detail detail, int processors, long bytes) {
        return detail == RunOptions.Detail.QUIET || processors == 1 || bytes < LARGE ? 1 : 2;
    }

    /** Bytes of all captures that are files; those of others are not known before they have been read. */
    private static long bytes(List<String> captures) {
        long bytes = 0;
        for (String capture : captures) {
            bytes += bytes(capture);
        }
        return bytes;
    }

    private static long bytes(String capture) {
        try {
            Path file = Path.of(capture);
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException | InvalidPathException e) {
            // That is told when it is opened.
            return 0;
        }
    }
}
