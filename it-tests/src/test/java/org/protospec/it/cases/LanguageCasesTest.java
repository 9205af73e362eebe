package org.protospec.it.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.protospec.cli.Failure;

/**
 * What the language means, case by case. {@code -Dcases.seed=N} cuts elsewhere; {@code -Dcases.update=true} writes what
 * happens into the cases instead of comparing, to be read before it is believed.
 */
class LanguageCasesTest {
    private static final long SEED = Long.getLong("cases.seed", 20240229L);
    private static final int MAX_METHOD = 6_000;
    private static List<CaseFile> files = List.of();
    private static CompiledCases cases;

    @BeforeAll
    static void compile() throws IOException, Failure {
        files = CaseFile.below(CaseFile.LANGUAGE);
        cases = CompiledCases.of(files);
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return files.stream().map(file -> DynamicTest.dynamicTest(file.name(), () -> run(file)));
    }

    /** The JIT never compiles a method of more than 8,000 bytes; 6,000 leave room for other compilers. */
    @Test
    void noMethodOfGeneratedCodeIsTooLargeForTheJit() throws IOException {
        List<String> large = new ArrayList<>();
        for (Map.Entry<String, byte[]> each : cases.classes().classes().entrySet()) {
            MethodSizes.of(each.getValue()).forEach((method, size) -> {
                if (size > MAX_METHOD) {
                    large.add(size + " bytes in " + each.getKey() + "." + method);
                }
            });
        }
        assertThat(cases.classes().classes()).isNotEmpty();
        assertThat(large).isEmpty();
    }

    private static void run(CaseFile file) throws Exception {
        CompiledCases.Compiled compiled = cases.get(file);
        assertThat(compiled.problem()).isEmpty();
        assertThat(file.what()).isNotEmpty();
        CaseRunner runner = new CaseRunner(cases, SEED);
        String whole = runner.whole(file);
        if (Boolean.getBoolean("cases.update")) {
            file.update(whole, compiled.diagnostics());
        } else {
            assertThat(compiled.diagnostics()).isEqualTo(file.diagnostics());
            assertThat(whole).isEqualTo(file.events());
        }
        if (!whole.isEmpty()) {
            assertThat(runner.differences(file, whole))
                    .as("seed %d, whole:%n%s", SEED, whole)
                    .isEmpty();
        }
    }
}
