package org.protospec.generator.mojo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.protospec.generator.GeneratedFile;

/**
 * A folder of generated files that is brought up to date: a file is written only if it changes, so that nothing that
 * depends on it is compiled in vain, and a file that is no longer generated is removed. A list beside the files says which
 * of them are ours.
 */
final class OutputFolder {
    private static final String LIST = ".protospec-files";

    private final Path folder;

    OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What an update did.
     *
     * @param written how many files were written
     * @param removed the files that are no longer generated
     */
    record Changes(int written, List<String> removed) {
        Changes {
            removed = List.copyOf(removed);
        }

        int count() {
            return written + removed.size();
        }
    }

    /** Makes the folder hold these files of ours. */
    Changes update(List<GeneratedFile> files) throws IOException {
        TreeSet<String> stale = new TreeSet<>(listed());
        int written = 0;
        List<String> paths = new ArrayList<>();
        for (GeneratedFile file : files) {
            written += write(folder.resolve(file.path()), file.text()) ? 1 : 0;
            stale.remove(file.path());
            paths.add(file.path());
        }
        for (String path : stale) {
            remove(path);
        }
        if (!paths.isEmpty() || Files.exists(folder.resolve(LIST))) {
            write(folder.resolve(LIST), String.join("\n", paths) + "\n");
        }
        return new Changes(written, List.copyOf(stale));
    }

    private List<String> listed() throws IOException {
        try {
            return Files.readAllLines(folder.resolve(LIST)).stream()
                    .filter(path -> !path.isBlank())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean write(Path path, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(path) && Arrays.equals(Files.readAllBytes(path), bytes)) {
            return false;
        }
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        return true;
    }

    /** Removes a file, if it is there, and the folders that become empty by it. */
    void remove(String name) throws IOException {
        Path path = folder.resolve(name);
        if (!path.normalize().startsWith(folder.normalize())) {
            return;
        }
        Files.deleteIfExists(path);
        Path parent = path.getParent();
        try {
            while (parent != null && !parent.equals(folder)) {
                Files.deleteIfExists(parent);
                parent = parent.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // The folder still holds something: it stays.
            return;
        }
    }
}
