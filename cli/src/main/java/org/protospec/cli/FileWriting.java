package org.protospec.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes what commands generate: a file is touched only if its bytes change. */
final class FileWriting {
    /** What became of a file. */
    enum Outcome {
        WRITTEN,
        UNCHANGED
    }

    private FileWriting() {}

    /**
     * Writes a text in UTF-8 to a path below a folder; both are created.
     *
     * @throws Failure if that cannot be done, or the path leads out of the folder
     */
    static Outcome write(Path folder, String path, String text) throws Failure {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw Failure.file(path + ": leads out of " + folder);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
                return Outcome.UNCHANGED;
            }
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(file, bytes);
            return Outcome.WRITTEN;
        } catch (IOException e) {
            throw Failure.file(file + ": cannot be written (" + e + ")");
        }
    }
}
