package org.protospec.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.source.SourceFile;

/** What the compiler says about specs with mistakes: one file a case. */
class DiagnosticsTest {

    @TestFactory
    Stream<DynamicTest> saysWhatTheCaseExpects() {
        return Cases.diagnostics().stream()
                .map(c -> dynamicTest(
                        c.name(), () -> assertThat(rendered(c.spec())).isEqualTo(c.diagnostics())));
    }

    private static String rendered(SourceFile file) {
        return DiagnosticRenderer.render(
                SpecFrontEnd.analyse(List.of(file), Cases.LIBRARY).diagnostics().sorted());
    }

    @Test
    void everyKindOfTheFrontHasACase() {
        Set<DiagnosticKind> seen = EnumSet.noneOf(DiagnosticKind.class);
        for (Cases.Case c : Cases.diagnostics()) {
            SpecFrontEnd.analyse(List.of(c.spec()), Cases.LIBRARY)
                    .diagnostics()
                    .sorted()
                    .forEach(d -> seen.add(d.kind()));
        }
        // The others are said by package check, which has its own cases.
        Set<DiagnosticKind> front =
                EnumSet.complementOf(EnumSet.range(DiagnosticKind.BLIND_OPTIONAL, DiagnosticKind.UNUSED_PARAMETER));
        assertThat(seen).containsAll(front);
    }

    @Test
    void codesAreDifferentAndKindsExplained() {
        assertThat(Arrays.stream(DiagnosticKind.values()).map(DiagnosticKind::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("PS0[1-9]\\d\\d"));
        assertThat(DiagnosticKind.values())
                .allMatch(k -> k.explanation().endsWith(".") && !k.example().isBlank());
    }

    @Test
    void filesAreToldInTheOrderOfTheirNamesAndNoErrorTwice() {
        SourceFile b = new SourceFile("b", "protocol b;\ntoken t = 5;");
        SourceFile a = new SourceFile("a", "protocol a;\nmessage M { a: Nothing; }");
        Diagnostics diagnostics = SpecFrontEnd.analyse(List.of(b, a, a)).diagnostics();
        assertThat(diagnostics.sorted()).extracting(d -> d.span().file().name()).containsExactly("a", "b");
        assertThat(diagnostics.hasErrors(a)).isTrue();
    }

    @Test
    void aFileHasABoundedNumberOfErrors() {
        StringBuilder text = new StringBuilder("protocol p;\nmessage M {\n");
        for (int i = 0; i < 300; i++) {
            text.append("    f").append(i).append(": Nothing;\n");
        }
        List<Diagnostic> all = SpecFrontEnd.analyse(List.of(new SourceFile("p", text + "}")))
                .diagnostics()
                .sorted();
        assertThat(all).hasSize(Diagnostics.MAX_ERRORS_PER_FILE);
    }

    @Test
    void caretsStandUnderTheirCharactersBehindTabs() {
        String text = "protocol p;\nmessage M {\n\ta:\tNothing;\n}\n";
        assertThat(rendered(new SourceFile("p", text))).contains("    3 | \ta:\tNothing;\n      | \t  \t^^^^^^^\n");
    }

    @Test
    void charactersOutsideTheBasicPlaneMoveNoCaret() {
        String text = "protocol p;\n// \uD83D\uDE00\ntoken A = \"\uD83D\uDE00\"; message M { a: Nothing; }\n";
        assertThat(rendered(new SourceFile("p", text))).startsWith("p:3:32: error[PS0201]");
    }
}
