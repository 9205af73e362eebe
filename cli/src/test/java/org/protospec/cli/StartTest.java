package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start of the program is spared, as {@code docs/performance.md} explains. */
class StartTest {
    @TempDir
    private Path folder;

    /** The classes that a run of its own loads, in a line each. */
    private List<String> loaded(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.command().addAll(List.of(words));
        Path out = folder.resolve("out");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(out);
        assertThat(process.exitValue()).as(() -> String.join("\n", lines)).isZero();
        return lines;
    }

    /** A run that went well ends by itself, but not only when a rule's thread does. */
    @Test
    void aThreadOfARuleDoesNotKeepItAlive() throws IOException, InterruptedException {
        Path rule = Files.writeString(folder.resolve("Sleeper.java"), """
                import org.protospec.runtime.event.RuleSet;
                import org.protospec.runtime.event.Rules;

                public final class Sleeper implements RuleSet {
                    @Override
                    public void install(Rules rules) {
                        new Thread(() -> {
                            try {
                                Thread.sleep(Long.MAX_VALUE);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }).start();
                    }
                }
                """);
        List<String> loaded = loaded(
                "run",
                "smtp",
                "--quiet",
                "--rules",
                rule.toString(),
                Path.of("..", "samples", "smtp-auth.pcap").toString());
        assertThat(loaded).anyMatch(line -> line.contains(" Sleeper "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quiet", "--json"})
    void aRunLinksNoLambdasAndSearchesForNoServices(String output) throws IOException, InterruptedException {
        List<String> loaded = loaded(
                "run",
                "smtp",
                output,
                Path.of("..", "samples", "smtp-auth.pcap").toString());
        assertThat(loaded).anyMatch(line -> line.contains(" org.protospec.smtp.SmtpMachine "));
        assertThat(loaded)
                .noneMatch(line -> line.contains("org.protospec.") && line.contains("$$Lambda"))
                .noneMatch(line -> line.contains(" java.util.ServiceLoader$"));
    }
}
