package org.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Notes when each file was generated: {@code times-1.txt} in the first build, and so on. At the end of the second one it changes
 * the spec that this module imports from.
 */
class TimesTest {
    private static final Path IMPORTED = Path.of("..", "library", "src", "main", "proto-spec", "common.proto-spec");

    @Test
    void noteTimes() throws IOException {
        int run = 1;
        while (Files.exists(Path.of("times-" + run + ".txt"))) {
            run++;
        }
        try (Stream<Path> files = Files.walk(Path.of("target", "generated-sources", "proto-spec"))) {
            List<String> times = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(file -> file.getFileName() + " " + file.toFile().lastModified())
                    .toList();
            Files.write(Path.of("times-" + run + ".txt"), times);
        }
        if (run == 2) {
            String spec = Files.readString(IMPORTED);
            Files.writeString(IMPORTED, spec.replace("    NAME = 1;\n", "    NAME = 1;\n    ADDRESS = 2;\n"));
        }
    }
}
