package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.cli.toy.ToyCapture;

class SpecCommandsTest {
    private static final String TOY = """
            /** Lines of text. */
            protocol toy over tcp port 7777;

            token TEXT = /[^\\n]*/ max 64;
            token LF = /\\n/;

            message Line {
                text: TEXT;
                LF;
            }

            event line(line: Line);

            machine session {
                initial state lines {
                    up: Line;
                    down: Line;
                    on up(l) when l.text == "BODY" { emit line(l); } -> body;
                    on up(l) when l.text == "QUIT" { emit line(l); } -> finish;
                    on up(l) { emit line(l); };
                    on down(l) { emit line(l); };
                }
                state body {
                    up: Line;
                    down: Line;
                    on up(l) { emit line(l); } -> lines;
                    on down(l) { emit line(l); };
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path spec(String text) throws IOException {
        return Files.writeString(folder.resolve("toy.proto-spec"), text);
    }

    @Test
    void checkPrintsTheMemoryBoundAndCounts() throws IOException {
        Cli cli = Cli.run("check", spec(TOY));
        assertThat(cli.err()).isEmpty();
        assertThat(cli.status()).isZero();
        assertThat(cli.out()).contains("a flow of toy holds at most ").contains("0 errors, ");
    }

    @Test
    void checkShowsErrorsWithTheirLine() throws IOException {
        Path file = spec(TOY.replace("-> body;", "-> bodi;"));
        Cli cli = Cli.run("check", file);
        assertThat(cli.status()).isEqualTo(1);
        assertThat(cli.out())
                .contains(file + ":18:")
                .contains("error[PS")
                .contains("-> bodi;")
                .contains("^^^^");
        assertThat(cli.out()).containsPattern("(?m)^1 error, ");
    }

    @Test
    void specsImportFromFilesBesideThemAndFromBuiltInProtocols() throws IOException {
        Files.writeString(folder.resolve("common.proto-spec"), "protocol common; token LF = /\\n/; token OTHER = /x/;");
        Path file = spec(TOY.replace("token LF = /\\n/;", "import LF from common; import smtp;"));
        Cli cli = Cli.run("check", file);
        assertThat(cli.out()).contains("a flow of toy holds at most ").contains("0 errors, ");
        assertThat(cli.status()).isZero();
        Cli missing = Cli.run("check", spec(TOY.replace("token LF = /\\n/;", "import LF from nowhere;")));
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.out()).contains("there is no spec of a protocol \"nowhere\"");
    }

    @Test
    void unreadableSpecsAreNamedAndTheOthersChecked() throws IOException {
        Cli cli = Cli.run("check", folder.resolve("none.proto-spec"), spec(TOY));
        assertThat(cli.status()).isEqualTo(3);
        assertThat(cli.err()).contains("none.proto-spec: there is no such file");
        assertThat(cli.out()).contains("0 errors");
    }

    @Test
    void graphDrawsBothPictures() throws IOException {
        Cli cli = Cli.run("graph", spec(TOY), "-o", folder.resolve("pictures"));
        assertThat(cli.status()).isZero();
        assertThat(cli.lines()).hasSize(2);
        assertThat(Files.readString(folder.resolve("pictures/toy-state-machine.dot")))
                .startsWith("digraph");
        assertThat(Files.readString(folder.resolve("pictures/toy-grammar.dot"))).startsWith("digraph");
    }

    @Test
    void graphRefusesSpecsWithErrorsAndUnknownFormats() throws IOException {
        Path file = spec(TOY);
        assertThat(Cli.run("graph", file, "--format", "sgv").err()).contains("did you mean \"svg\"?");
        assertThat(Cli.run("graph", file, "--format", "sgv").status()).isEqualTo(2);
        Cli cli = Cli.run("graph", spec("protocol"), "-o", folder);
        assertThat(cli.status()).isEqualTo(1);
        assertThat(cli.err()).contains("has errors").contains("error[PS");
        assertThat(Cli.run("graph", "nothing").status()).isEqualTo(2);
    }

    @Test
    void graphRendersWhereGraphvizIsInstalled() throws IOException {
        boolean installed = Files.isExecutable(Path.of("/usr/bin/dot"));
        assumeTrue(installed, "graphviz is not installed");
        Cli cli = Cli.run("graph", spec(TOY), "-o", folder, "--format", "svg");
        assertThat(cli.err()).isEmpty();
        assertThat(Files.readString(folder.resolve("toy-grammar.svg"))).contains("<svg");
    }

    @Test
    void generateRefusesSpecsWithErrors() throws IOException {
        Cli cli = Cli.run("generate", spec("protocol x"), "-o", folder.resolve("out"));
        assertThat(cli.status()).isEqualTo(1);
        assertThat(cli.err()).contains("error[PS");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void runRefusesSpecsWithErrors() throws IOException {
        Path capture = folder.resolve("toy.pcap");
        try (ToyCapture toy = ToyCapture.create(capture)) {
            toy.connect(40000).up("A\n").close();
        }
        Cli cli = Cli.run("run", spec("protocol x"), capture);
        assertThat(cli.status()).isEqualTo(1);
        assertThat(cli.err()).contains("toy.proto-spec has errors").contains("error[PS");
    }

    private Path capture() throws IOException {
        Path capture = folder.resolve("toy.pcap");
        try (ToyCapture toy = ToyCapture.create(capture)) {
            toy.connect(40000).up("BODY\nsome\nBODY\nmore\nQUIT\n").close();
        }
        return capture;
    }

    @Test
    void runCompilesASpecInMemory() throws IOException {
        Cli cli = Cli.run("run", spec(TOY), "--json", capture());
        assertThat(cli.status()).isZero();
        assertThat(cli.lines("line")).hasSize(5);
        assertThat(cli.lines("line").get(1)).endsWith("\"line\":{\"text\":\"some\"}}");
        assertThat(cli.lines("flow_end").get(0)).contains("\"state\":\"finish\"");
    }

    @Test
    void rulesMayUseTheEventsOfASpec() throws IOException {
        Path rules = Files.writeString(folder.resolve("Own.java"), """
                import org.protospec.runtime.alert.Severity;
                import org.protospec.runtime.event.RuleSet;
                import org.protospec.runtime.event.Rules;

                public final class Own implements RuleSet {
                    @Override
                    public void install(Rules rules) {
                        rules.on(toy.LineEvent.TYPE, event -> event.alert(Severity.LOW, "a " + event.line().text()));
                    }
                }
                """);
        Cli cli = Cli.run("run", spec(TOY), "--rules", rules, capture());
        assertThat(cli.err()).contains("warning[PS").doesNotContain("error[");
        assertThat(cli.out()).contains("LOW: a some (rule Own)");
    }

    @Test
    void generateWritesSourcesAndServiceEntries() throws IOException {
        Path target = folder.resolve("out");
        Cli cli = Cli.run("generate", spec(TOY), "-o", target, "--package", "org.example");
        assertThat(cli.status()).isZero();
        assertThat(target.resolve("META-INF/services/org.protospec.runtime.machine.Protocol"))
                .content()
                .startsWith("org.example.toy.");
        assertThat(target.resolve("org/example/toy")).isDirectory();
        assertThat(cli.out()).doesNotContain(" 0 of them written");
        assertThat(Cli.run("generate", spec(TOY), "-o", target, "--package", "org.example")
                        .out())
                .contains(" 0 of them written");
    }

    @Test
    void graphCountsStatesAndTransitionsOfARun() throws IOException {
        Cli cli = Cli.run("graph", spec(TOY), "-o", folder, "--counts", capture());
        assertThat(cli.err()).isEmpty();
        String counted = Files.readString(folder.resolve("toy-state-machine.dot"));
        Cli.run("graph", spec(TOY), "-o", folder);
        String plain = Files.readString(folder.resolve("toy-state-machine.dot"));
        assertThat(counted).isNotEqualTo(plain).contains("3");
        assertThat(plain.lines().count()).isEqualTo(counted.lines().count());
    }
}
