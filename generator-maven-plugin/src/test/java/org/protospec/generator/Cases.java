package org.protospec.generator;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.protospec.generator.source.SourceFile;

/** The test specs of the class path. */
public final class Cases {
    /** What specs may import from. */
    static final SpecLibrary LIBRARY = (importer, name) -> name.equals("other")
            ? Optional.of(new SourceFile("other.proto-spec", "protocol other; message Other { a: u16; }"))
            : Optional.empty();

    /** A spec and what is to be said about it. */
    public record Case(String name, SourceFile spec, String diagnostics) {}

    private static final String SPEC = "=== spec\n";
    private static final String DIAGNOSTICS = "=== diagnostics\n";

    private Cases() {}

    /** All of {@code /diagnostics/*.case}, by name. */
    public static List<Case> diagnostics() {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder("/diagnostics"))) {
            for (Path file : (Iterable<Path>)
                    files.filter(f -> f.toString().endsWith(".case")).sorted()::iterator) {
                String text = Files.readString(file);
                int middle = text.indexOf(DIAGNOSTICS);
                String spec = text.substring(SPEC.length(), middle);
                String expected = text.substring(middle + DIAGNOSTICS.length());
                cases.add(new Case(file.getFileName().toString(), new SourceFile("case.proto-spec", spec), expected));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return cases;
    }

    /** A spec of {@code /specs}. */
    public static SourceFile spec(String name) {
        try {
            return new SourceFile(name, Files.readString(folder("/specs").resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(Cases.class.getResource(name), name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
