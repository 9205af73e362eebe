package org.protospec.generator.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.source.SourceFile;

/** Finds spec files in folders and in jars, in an order that depends on their names alone. */
final class SpecSources {
    /** Where a jar keeps its specs. */
    static final String IN_JAR = "META-INF/proto-spec";

    private static final String SUFFIX = ".proto-spec";

    private SpecSources() {}

    /** The specs below a folder; their names are shown relative to {@code base}. */
    static List<SourceFile> in(Path folder, Path base) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<SourceFile> sources = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> specs = paths.filter(path -> path.toString().endsWith(SUFFIX) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
            for (Path path : specs) {
                sources.add(source(path, shown(path, base)));
            }
        }
        return sources;
    }

    private static String shown(Path path, Path base) {
        Path shown =
                path.getFileSystem() == base.getFileSystem() && path.startsWith(base) ? base.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }

    private static SourceFile source(Path path, String name) throws IOException {
        return new SourceFile(name, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    }

    /** The spec of a protocol that an artifact brings, if it does; one that cannot be read brings none. */
    static Optional<SourceFile> inArtifact(@Nullable File artifact, String protocol) {
        if (artifact == null || !artifact.exists()) {
            return Optional.empty();
        }
        try {
            return inArtifact(artifact.toPath()).stream()
                    .filter(source -> source.name().endsWith("/" + protocol + SUFFIX))
                    .findFirst();
        } catch (IOException | ProviderNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The specs that an artifact brings, which is a jar or, in the same build, a folder of classes. */
    static List<SourceFile> inArtifact(Path artifact) throws IOException {
        if (Files.isDirectory(artifact)) {
            return in(artifact.resolve(IN_JAR), artifact);
        }
        try (FileSystem jar = FileSystems.newFileSystem(artifact)) {
            return in(jar.getPath("/" + IN_JAR), jar.getPath("/"));
        }
    }
}
