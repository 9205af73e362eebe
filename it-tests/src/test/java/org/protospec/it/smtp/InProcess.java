package org.protospec.it.smtp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.protospec.cli.Console;
import org.protospec.cli.Main;
import org.protospec.cli.output.StandardOutput;

/**
 * One start of the {@code protospec} command within this virtual machine.
 *
 * @param status the exit status
 * @param out what was printed on standard output
 * @param err what was printed on standard error
 */
public record InProcess(int status, String out, String err) {
    public static InProcess run(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new StandardOutput(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Console.Kind.OTHER,
                Console.Kind.OTHER);
        String[] args = Stream.of(words).map(Object::toString).toArray(String[]::new);
        int status = Main.run(console, args);
        return new InProcess(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The JSON lines that were printed. */
    public List<Json> json() {
        if (status != 0) {
            throw new AssertionError("exit status " + status + ": " + err);
        }
        return Json.lines(out);
    }

    /** The JSON lines about one kind of event. */
    public List<Json> json(String event) {
        return json().stream().filter(each -> each.text("event").equals(event)).toList();
    }
}
