package org.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Notes when each generated file and each class was written: {@code times-1.txt} in the first build, then 2. */
class TimesTest {
    @Test
    void noteTimes() throws IOException {
        int run = 1;
        while (Files.exists(Path.of("times-" + run + ".txt"))) {
            run++;
        }
        try (Stream<Path> files = Files.walk(Path.of("target"))) {
            List<String> times = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("proto-spec") || file.toString().endsWith(".class"))
                    .sorted()
                    .map(file -> file + " " + file.toFile().lastModified())
                    .toList();
            Files.write(Path.of("times-" + run + ".txt"), times);
        }
    }
}
