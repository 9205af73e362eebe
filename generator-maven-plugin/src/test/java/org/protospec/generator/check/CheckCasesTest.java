package org.protospec.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.protospec.generator.SpecFrontEnd;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.SourceFile;

/**
 * What is said of specs, one text file each: a line of explanation, {@code === spec}, {@code === diagnostics}. Run with
 * {@code -Dgoldens=write} to write the second part anew, then read the difference.
 */
class CheckCasesTest {

    private static final Path CASES = Path.of("src/test/resources/diagnostics/check");
    private static final String SPEC = "=== spec\n";
    private static final String DIAGNOSTICS = "=== diagnostics\n";

    @ParameterizedTest
    @MethodSource("cases")
    void specsAreAnsweredAsWritten(Path file) throws IOException {
        String text = Files.readString(file);
        int end = text.indexOf(DIAGNOSTICS) + DIAGNOSTICS.length();
        String actual = DiagnosticRenderer.render(diagnostics(text).sorted());
        if ("write".equals(System.getProperty("goldens"))) {
            Files.writeString(file, text.substring(0, end) + actual);
        } else {
            assertThat(actual).isEqualTo(text.substring(end));
        }
    }

    @Test
    void everyKindOfThisPackageHasACase() throws IOException {
        Set<DiagnosticKind> missing = EnumSet.range(DiagnosticKind.BLIND_OPTIONAL, DiagnosticKind.UNUSED_PARAMETER);
        for (Path file : cases().toList()) {
            diagnostics(Files.readString(file)).sorted().stream()
                    .map(Diagnostic::kind)
                    .forEach(missing::remove);
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goodSpecs")
    void aGoodSpecIsAnsweredBySilence(String path) {
        Spec spec = Specs.resource(path);
        Diagnostics diagnostics = new Diagnostics();
        Checks.run(spec, diagnostics);
        assertThat(DiagnosticRenderer.render(diagnostics.sorted())).isEmpty();
    }

    static Stream<String> goodSpecs() {
        return Stream.of("/dot/smtp.proto-spec");
    }

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".case")).sorted().toList().stream();
        }
    }

    private static Diagnostics diagnostics(String text) {
        String spec = text.substring(text.indexOf(SPEC) + SPEC.length(), text.indexOf(DIAGNOSTICS));
        SpecFrontEnd.Result result = SpecFrontEnd.analyse(List.of(new SourceFile("test.proto-spec", spec)));
        result.specs().forEach(model -> Checks.run(model, result.diagnostics()));
        return result.diagnostics();
    }
}
