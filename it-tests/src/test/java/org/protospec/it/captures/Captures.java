package org.protospec.it.captures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Where captures lie: the project's own samples, and those of other people beside the project. */
public final class Captures {
    private Captures() {}

    /** One of the project's own captures, as {@code smtp-plain}. */
    public static Path sample(String name) {
        return samples().resolve(name + ".pcap");
    }

    /** The folder of the project's own captures. */
    public static Path samples() {
        Path found = above(Path.of("samples", "README.md"));
        if (found == null) {
            throw new AssertionError("the folder samples is missing");
        }
        return found.resolveSibling("");
    }

    /** The folder of other people's captures; ends the test as skipped if it is absent. */
    public static Path shared() {
        Path found = sharedOrNull();
        Assumptions.assumeTrue(found != null, "skipped: there is no ../shared/captures beside the project");
        if (found == null) {
            throw new AssertionError("assumed");
        }
        return found;
    }

    /** The folder of other people's captures, or null. */
    public static @Nullable Path sharedOrNull() {
        Path catalogue = above(Path.of("shared", "captures", "CATALOGUE.tsv"));
        return catalogue == null ? null : catalogue.getParent();
    }

    private static @Nullable Path above(Path path) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(path))) {
                return at.resolve(path);
            }
        }
        return null;
    }

    /** The captures in a folder, in the order of their names. */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Captures::isCapture).sorted().toList();
        }
    }

    /** The captures of a catalogue's folder and of all folders below it, in the order of their names. */
    public static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Captures::isCapture).sorted().toList();
        }
    }

    private static boolean isCapture(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".pcap") || name.endsWith(".pcapng"));
    }
}
