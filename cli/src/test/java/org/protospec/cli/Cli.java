package org.protospec.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.protospec.cli.output.StandardOutput;

/**
 * One start of the program within a test.
 *
 * @param status the exit status
 * @param out what was printed on standard output
 * @param err what was printed on standard error
 */
record Cli(int status, String out, String err) {
    static Cli run(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Cli result = run(out, Console.Kind.OTHER, words);
        return new Cli(result.status, out.toString(StandardCharsets.UTF_8), result.err);
    }

    static Cli runOnTerminal(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Cli result = run(out, Console.Kind.TERMINAL, words);
        return new Cli(result.status, out.toString(StandardCharsets.UTF_8), result.err);
    }

    static Cli run(OutputStream out, Console.Kind kind, Object... words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new StandardOutput(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                kind,
                kind);
        String[] args = new String[words.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = words[i].toString();
        }
        int status = Main.run(console, args);
        return new Cli(status, "", err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    /** The JSON lines about one kind of event. */
    List<String> lines(String event) {
        return out.lines()
                .filter(line -> line.startsWith("{\"event\":\"" + event + "\""))
                .toList();
    }
}
