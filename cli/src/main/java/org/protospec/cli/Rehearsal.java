package org.protospec.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.protospec.cli.output.StandardOutput;

/**
 * Runs over captures with each kind of output and prints nothing. The script {@code protospec} starts it once: what it loads becomes the
 * archive of class data that later starts begin with.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /** Reads the captures that are named. */
    public static void main(String[] captures) {
        linkViewsOfBytes();
        run(captures, "run", "smtp", "--quiet");
        run(captures, "run", "auto", "--json");
        run(captures, "run", "auto");
        run(captures, "run", "auto", "--quiet");
    }

    /**
     * What Java makes of the lambdas in the classes that read numbers out of arrays is kept in the archive only if the classes around these
     * are linked, which nothing else asks for.
     */
    private static void linkViewsOfBytes() {
        for (String view : List.of("Chars", "Ints", "Longs")) {
            try {
                Class.forName("java.lang.invoke.VarHandleByteArrayAs" + view);
            } catch (ClassNotFoundException | LinkageError e) {
                // Another Java may have other classes. The archive is as good as it was.
            }
        }
    }

    private static void run(String[] captures, String... command) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                new StandardOutput(nowhere),
                new PrintStream(nowhere, false, StandardCharsets.UTF_8),
                Console.Kind.OTHER,
                Console.Kind.OTHER);
        Main.run(
                console,
                Stream.concat(Arrays.stream(command), Arrays.stream(captures)).toArray(String[]::new));
    }
}
