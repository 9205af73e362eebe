package org.protospec.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Outputs that are compared with files; run with {@code -Dgoldens=write} to write them anew, then read the difference. */
public final class Golden {

    private Golden() {}

    /** Whether files are to be written instead of compared. */
    public static boolean isWriting() {
        return "write".equals(System.getProperty("goldens"));
    }

    /** Compares with a file below {@code src/test/resources}. */
    public static void compare(String resource, String actual) {
        compare(Path.of("src/test/resources" + resource), actual);
    }

    /** Compares with a file of the module. */
    public static void compare(Path file, String actual) {
        try {
            if (isWriting()) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual);
                return;
            }
            assertThat(file).as("run with -Dgoldens=write").exists();
            assertThat(actual)
                    .as("%s is out of date: run with -Dgoldens=write and read the difference", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
