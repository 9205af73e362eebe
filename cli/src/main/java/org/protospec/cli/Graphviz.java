package org.protospec.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The {@code dot} program of graphviz, where it is installed. */
final class Graphviz {
    private static final List<String> COMMAND = List.of("dot", "-Tsvg");

    private Graphviz() {}

    /** Renders a graph as SVG. */
    static String svg(String dot) throws Failure {
        Process process;
        try {
            process = new ProcessBuilder(COMMAND)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw Failure.file("--format svg needs the program \"dot\" of graphviz, which is not installed");
        }
        try {
            // Written from another thread: dot may answer before it has read everything.
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> feed(process, dot));
            String svg = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            written.join();
            int status = process.waitFor();
            if (status != 0) {
                throw Failure.file("dot ended with exit status " + status);
            }
            return svg;
        } catch (IOException e) {
            throw Failure.file("dot failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.file("dot was interrupted");
        }
    }

    private static void feed(Process process, String dot) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(dot.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
