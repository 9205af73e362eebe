package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.cli.toy.ToyCapture;

class RuleFilesTest {
    private static final String RULES = """
            import org.protospec.cli.toy.LineEvent;
            import org.protospec.runtime.alert.Severity;
            import org.protospec.runtime.event.RuleSet;
            import org.protospec.runtime.event.Rules;

            public class Own implements RuleSet {
                @Override
                public void install(Rules rules) {
                    rules.on(LineEvent.TYPE, event -> {
                        BODY
                    });
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path capture = Path.of("");

    @BeforeEach
    void makeCapture() throws IOException {
        capture = folder.resolve("toy.pcap");
        try (ToyCapture toy = ToyCapture.create(capture)) {
            toy.connect(40000).up("HELO\n").close();
        }
    }

    private Path rules(String body) throws IOException {
        return Files.writeString(folder.resolve("Own.java"), RULES.replace("BODY", body));
    }

    @Test
    void aJavaFileIsCompiledAndItsAlertsCarryItsName() throws IOException {
        Cli cli = Cli.run(
                "run", "toy", "--rules", rules("event.alert(Severity.LOW, \"seen \" + event.line().verb());"), capture);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).contains("LOW: seen HELO (rule Own)");
    }

    @Test
    void whatARulePrintsStandsBetweenTheLinesOfTheEvents() throws IOException {
        Path file = rules("System.out.println(\"printed\");");
        Cli cli = Cli.run("run", "toy", "--rules", file, capture);
        assertThat(cli.out()).containsPattern("(?s)flow_start.*\nprinted\n.*flow_end");
    }

    @Test
    void whatARulePrintsIsNotBetweenLinesOfJson() throws IOException {
        Path file = rules("System.out.println(\"printed\");");
        Cli cli = Cli.run("run", "toy", "--json", "--rules", file, capture);
        assertThat(cli.out()).contains("flow_end").doesNotContain("printed");
        assertThat(cli.err()).isEqualTo("printed\n");
    }

    @Test
    void errorsOfTheCompilerAreShownWithTheirLine() throws IOException {
        Path file = rules("event.alarm(Severity.LOW);");
        Cli cli = Cli.run("run", "toy", "--rules", file, capture);
        assertThat(cli.status()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .contains(file + ":10:18: error: cannot find symbol")
                .contains("   10 |             event.alarm(Severity.LOW);\n      |                  ^")
                .contains("1 error");
    }

    @Test
    void aRuleThatThrowsIsNamedWithItsPlace() throws IOException {
        Cli cli = Cli.run("run", "toy", "--rules", rules("throw new IllegalStateException(\"no\");"), capture);
        assertThat(cli.status()).isEqualTo(70);
        assertThat(cli.err())
                .contains("a rule failed", "toy.pcap, packet 4", "IllegalStateException: no", "Own.java:10");
    }

    @Test
    void aFileWithoutRulesIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("Nothing.java"), "class Nothing {}");
        Cli cli = Cli.run("run", "toy", "--rules", file, capture);
        assertThat(cli.status()).isEqualTo(1);
        assertThat(cli.err()).contains("Nothing.java: has no class that implements");
        assertThat(Cli.run("run", "toy", "--rules", folder.resolve("None.java"), capture)
                        .status())
                .isEqualTo(3);
        Path other = Files.writeString(folder.resolve("rules.lua"), "");
        assertThat(Cli.run("run", "toy", "--rules", other, capture).status()).isEqualTo(2);
    }

    @Test
    void aJarNamesItsRulesAsServices() throws IOException {
        Path source = rules("event.alert(Severity.HIGH, \"from a jar\");");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(status).isZero();
        Path jar = folder.resolve("own rules.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/org.protospec.runtime.event.RuleSet"));
            out.write("Own\n".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("Own.class"));
            out.write(Files.readAllBytes(folder.resolve("Own.class")));
        }
        assertThat(Cli.run("run", "toy", "--rules", jar, capture).out()).contains("HIGH: from a jar (rule Own)");
    }
}
