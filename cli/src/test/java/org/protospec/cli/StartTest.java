package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start of the program is spared, as {@code docs/performance.md} explains. */
class StartTest {
    /** The classes that a run of its own loads, in a line each. */
    private static List<String> loaded(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.command().addAll(List.of(words));
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out.lines().toList();
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
