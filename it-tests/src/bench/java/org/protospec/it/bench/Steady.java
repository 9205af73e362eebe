package org.protospec.it.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Generated against hand-written code in one warm virtual machine, in turn: CPU time of the thread, medians over the rounds behind
 * the first ones. Prints the ratio, which other work on the machine changes least.
 */
public final class Steady {
    private static final int WARM_UP = 3;

    private Steady() {}

    /** First the number of rounds, then the loads. */
    public static void main(String[] args) throws IOException {
        int rounds = WARM_UP + Integer.parseInt(args[0]);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (String name : Arrays.copyOfRange(args, 1, args.length)) {
            Path load = Path.of(name);
            double[] ours = new double[rounds];
            double[] theirs = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                long begin = threads.getCurrentThreadCpuTime();
                Totals handWritten = HandWritten.count(load);
                long middle = threads.getCurrentThreadCpuTime();
                Totals generated = new Ours().run(load);
                long end = threads.getCurrentThreadCpuTime();
                if (!generated.equals(handWritten)) {
                    throw new IllegalStateException(generated + " is not " + handWritten);
                }
                theirs[round] = (middle - begin) / 1e6;
                ours[round] = (end - middle) / 1e6;
            }
            double generated = median(ours);
            double handWritten = median(theirs);
            System.out.printf(
                    Locale.ROOT,
                    "%s: generated %.0f ms (%.0f MB/s), hand-written %.0f ms, ratio %.1f%n",
                    load.getFileName(),
                    generated,
                    Files.size(load) / 1e3 / generated,
                    handWritten,
                    generated / handWritten);
        }
    }

    private static double median(double[] times) {
        double[] warm = Arrays.copyOfRange(times, WARM_UP, times.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }
}
