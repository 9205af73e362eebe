package org.protospec.cli.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.protospec.generator.SpecLibrary;
import org.protospec.generator.source.SourceFile;

/** What specs import from on a command line: files beside them, and then the specs of built-in protocols. */
final class FoundSpecs implements SpecLibrary {
    private static final String SUFFIX = ".proto-spec";
    private static final String FOLDER = "META-INF/proto-spec/";

    @Override
    public Optional<SourceFile> find(SourceFile importer, String protocol) {
        Optional<SourceFile> beside = beside(importer, protocol);
        return beside.isPresent() ? beside : builtIn(protocol);
    }

    private static Optional<SourceFile> beside(SourceFile importer, String protocol) {
        try {
            Path file = Path.of(importer.name()).resolveSibling(protocol + SUFFIX);
            return Files.isRegularFile(file)
                    ? Optional.of(new SourceFile(file.toString(), Files.readString(file)))
                    : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<SourceFile> builtIn(String protocol) {
        String path = FOLDER + protocol + SUFFIX;
        try (InputStream in = FoundSpecs.class.getClassLoader().getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            new SourceFile(protocol + SUFFIX, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
