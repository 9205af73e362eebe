package org.protospec.it.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.protospec.cli.Failure;

/**
 * Conversations of the built-in protocols, written by hand from their RFCs, one a file in {@code protocols/NAME}: played whole and cut in
 * every way. {@code -Dcases.update=true} writes what happens into the files instead of comparing, to be read before it is believed.
 */
class ProtocolCasesTest {
    private static final long SEED = Long.getLong("cases.seed", 20240229L);
    private static List<CaseFile> files = List.of();
    private static CompiledCases cases;

    @BeforeAll
    static void find() throws IOException, Failure {
        files = CaseFile.below(CaseFile.PROTOCOLS);
        cases = CompiledCases.of(files);
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return files.stream().map(file -> DynamicTest.dynamicTest(file.name(), () -> run(file)));
    }

    private static void run(CaseFile file) throws Exception {
        assertThat(cases.get(file).problem()).isEmpty();
        assertThat(file.what()).isNotEmpty();
        assertThat(file.protocol()).isEqualTo(file.name().split("/")[0]);
        CaseRunner runner = new CaseRunner(cases, SEED);
        String whole = runner.whole(file);
        if (Boolean.getBoolean("cases.update")) {
            file.update(whole, "");
        } else {
            assertThat(whole).isEqualTo(file.events());
        }
        assertThat(runner.differences(file, whole))
                .as("seed %d, whole:%n%s", SEED, whole)
                .isEmpty();
    }
}
