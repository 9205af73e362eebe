package org.protospec.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.source.SourceFile;

/** The page about diagnostics says what the compiler says, and its examples are answered as it says. */
class DiagnosticDocsTest {
    private static final String HEAD = """
            # Diagnostics

            What the compiler says about a spec. Each has a code that never changes its meaning. With an error nothing is
            generated; a warning is for the author to judge (`failOnWarning` makes the build fail on it).

            This page is generated from `DiagnosticKind`; the build fails when it is out of date, and checks that the compiler
            answers each example with its diagnostic. `{0}`, `{1}` stand for what differs from case to case. An example is the
            piece of a spec that matters, without what stands around it.
            """;

    /** What stands around an example: in a file, in a message, in a machine, in a state, as an action. */
    private static final List<String> PLACES = List.of(
            "%s",
            "protocol p over tcp port 1; %s",
            "protocol p over tcp port 1; message Other { b: u8; } event e(m: Other); %s",
            "protocol p over tcp port 1; message M { %s }",
            "protocol p over tcp port 1; message M { n: u8; a: u8; x: u64; %s }",
            "protocol p over tcp port 1; const n = 4; message M { %s }",
            "protocol p over tcp port 1; token CRLF = \"\\r\\n\"; enum Color : u8 { RED = 1; } message Reply { code: u8; }"
                    + " message M { reply: Reply; verb: /[a-z]+/ as upper; optional { parameter: /x+/; } %s }",
            "protocol p over tcp port 1; message Line { last: flag; rest: u7; } message M { lines: Line[2]; %s }",
            "protocol p over tcp port 1; message A { a: u8; } %s",
            "protocol p over tcp port 1; message A { a: u8; } machine m { initial state s { up: A; on up -> finish; } } %s",
            "protocol p over tcp port 1; message A { a: u8; } message B { b: u8; } machine m { %s }",
            "protocol p over tcp port 1; message A { a: u8; } machine m { initial state s { up: A; on up -> finish; } %s }",
            "protocol p over tcp port 1; message A { a: u8; } message B { b: u8; }"
                    + " event e(a: A); machine m { initial state s { up: A; on up -> t; } state t { up: B; } %s }",
            "protocol p over tcp port 1; message A { a: u8; } message B { b: u8; } message C { c: u8; } event command(a: A);"
                    + " machine m { initial state s { %s } state a { } state b { } state c { } }",
            "protocol p over tcp port 1; message A { a: u8; } event command(a: A); machine m { initial state s { up: A; %s }"
                    + " state a { } state b { } state c { } }",
            "protocol p over tcp port 1; message A { a: u8; } event command(a: A); stream event s;"
                    + " machine m { var n: u8; initial state s { up: A; on up(x) { %s }; } }");

    @Test
    void thePageIsUpToDate() {
        StringBuilder page = new StringBuilder(HEAD);
        Stream.of(DiagnosticKind.values())
                .sorted(Comparator.comparing(DiagnosticKind::code))
                .forEach(kind -> page.append("\n## ")
                        .append(kind.code())
                        .append(" (")
                        .append(kind.severity().word())
                        .append(")\n\n**")
                        .append(escaped(kind.template()))
                        .append("**\n\n")
                        .append(escaped(kind.explanation()))
                        .append("\n\n```\n")
                        .append(kind.example())
                        .append("\n```\n"));
        Golden.compare(Path.of("../docs/diagnostics.md"), page.toString());
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\*_<>\\[\\]`|])", "\\\\$1");
    }

    @ParameterizedTest
    @EnumSource
    void anExampleIsAnsweredByItsDiagnostic(DiagnosticKind kind) {
        // What is left out of an example for the reader.
        String example = "\n" + kind.example().replace("...", "(".repeat(1000) + "1" + ")".repeat(1000)) + "\n";
        Set<DiagnosticKind> answers = EnumSet.noneOf(DiagnosticKind.class);
        for (String place : PLACES) {
            SourceFile file = new SourceFile("example.proto-spec", place.replace("%s", example));
            SpecCompiler.check(List.of(file), Cases.LIBRARY).diagnostics().sorted().stream()
                    .map(Diagnostic::kind)
                    .forEach(answers::add);
        }
        assertThat(answers).contains(kind);
    }
}
