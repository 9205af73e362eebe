package org.protospec.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.protospec.generator.SpecCompiler;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.source.SourceFile;

/** The specs that come with the project are an example to others: the compiler has nothing to say about them. */
class BuiltInSpecsTest {
    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @CsvSource({"protocols/src/main/proto-spec, 30", "smtp-dissector/src/main/proto-spec, 1"})
    void noWarnings(String folder, int least) throws IOException {
        List<SourceFile> sources;
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            sources = files.filter(file -> file.toString().endsWith(".proto-spec"))
                    .sorted()
                    .map(BuiltInSpecsTest::source)
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThanOrEqualTo(least);
        assertThat(SpecCompiler.check(sources).diagnostics().sorted())
                .extracting(Diagnostic::toString)
                .isEmpty();
    }

    private static SourceFile source(Path file) {
        try {
            return new SourceFile(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
