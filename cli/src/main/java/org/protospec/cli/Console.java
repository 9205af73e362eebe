package org.protospec.cli;

import java.io.InputStream;
import java.io.PrintStream;
import org.protospec.cli.output.StandardOutput;

/**
 * What the program is connected to.
 *
 * @param in standard input
 * @param out standard output
 * @param err where messages for people go
 * @param outKind what standard output is
 * @param errKind what the messages' output is
 */
public record Console(InputStream in, StandardOutput out, PrintStream err, Kind outKind, Kind errKind) {
    /** What an output is connected to. */
    public enum Kind {
        /** A person looks at it. */
        TERMINAL,
        /** A file, a pipe, or not known. */
        OTHER
    }

    /** Tells the person about a failure. */
    public void complain(String message) {
        out.flush();
        err.println("protospec: " + message);
    }
}
