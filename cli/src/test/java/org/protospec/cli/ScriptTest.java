package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code ./protospec} to what it promises, with a Java and a Maven that only say what they were asked. */
class ScriptTest {
    private static final List<String> MODULES =
            List.of("runtime", "generator-maven-plugin", "protocols", "smtp-dissector", "cli");

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path bin = Path.of("");

    private record Result(int status, String out, String err) {}

    @BeforeEach
    void makeHouse() throws IOException {
        Path script = Path.of("..", "protospec");
        assumeTrue(Files.isExecutable(script) && Files.isExecutable(Path.of("/bin/sh")), "no POSIX shell");
        home = folder.resolve("a house with blanks");
        Files.createDirectories(home);
        Files.copy(script, home.resolve("protospec"));
        executable(home.resolve("protospec"));
        Files.writeString(home.resolve("pom.xml"), "");
        for (String module : MODULES) {
            Files.createDirectories(home.resolve(module).resolve("src/main/java"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
        }
        bin = Files.createDirectories(folder.resolve("bin"));
        java("17.0.1");
        tool("mvn", "echo \"mvn $*\"\nmkdir -p cli/target\ntouch cli/target/protospec-cli.jar");
    }

    private void java(String version) throws IOException {
        tool(
                "java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\" 2021' >&2; exit; fi\n"
                        + "for word; do echo \"<$word>\"; done");
    }

    private void tool(String name, String script) throws IOException {
        executable(Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n"));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(Path script, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", bin + ":/usr/bin:/bin");
        Path err = folder.resolve("err");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out, Files.readString(err));
    }

    private Result run(String... words) throws IOException, InterruptedException {
        return run(home.resolve("protospec"), words);
    }

    @Test
    void buildsAtTheFirstStartOnly() throws IOException, InterruptedException {
        Result first = run("run", "a b", "");
        assertThat(first.status()).isZero();
        assertThat(first.err()).contains("building, which takes about a minute").contains("mvn -q");
        assertThat(first.out())
                .contains("<org.protospec.cli.Main>\n<run>\n<a b>\n<>\n")
                .doesNotContain("mvn");
        Result second = run("--version");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("<--version>");
        assertThat(home.resolve("cli/.building")).doesNotExist();
    }

    @Test
    void buildsAnewWhenASourceIsNewer() throws IOException, InterruptedException {
        run();
        Path source = Files.writeString(home.resolve("protocols/src/main/java/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(run().err()).contains("sources have changed").contains("mvn -q");
    }

    @Test
    void startsFromAnyFolderAndThroughLinks() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a house with blanks/protospec"));
        Result result = run(link, "check");
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains(home.toRealPath().resolve("cli/target/protospec-cli.jar") + ":");
    }

    @Test
    void aBuildThatFailsIsTriedAgain() throws IOException, InterruptedException {
        tool("mvn", "echo 'a compile error'; exit 1");
        for (int i = 0; i < 2; i++) {
            Result result = run();
            assertThat(result.status()).isEqualTo(3);
            assertThat(result.err()).contains("a compile error", "the build failed");
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void saysWhichJavaIsNeeded() throws IOException, InterruptedException {
        java("11.0.2");
        assertThat(run().err()).contains("is Java 11, but at least 17 is needed");
        java("1.8.0_292");
        assertThat(run().err()).contains("is Java 8, but");
        java("25");
        assertThat(run().status()).isZero();
    }

    @Test
    void aLockLeftByADeadBuildIsTakenAway() throws IOException, InterruptedException {
        Path lock = Files.createDirectories(home.resolve("cli/.building"));
        // No process has this number on Linux, whose largest is 2^22.
        Files.writeString(lock.resolve("pid"), "99999999");
        assertThat(run().status()).isZero();
        assertThat(lock).doesNotExist();
    }
}
