package org.protospec.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.dot.GrammarDot;
import org.protospec.generator.dot.StateMachineDot;
import org.protospec.generator.source.SourceFile;

/** The same sources give the same bytes: again, at the same time, in another order, on another machine. */
class DeterminismTest {
    private static final List<String> SOURCES =
            List.of("dot/smtp.proto-spec", "dot/small.proto-spec", "golden/lamp.proto-spec");

    private static List<SourceFile> sources() {
        List<SourceFile> sources = new ArrayList<>();
        try {
            for (String name : SOURCES) {
                sources.add(new SourceFile(
                        name, Files.readString(Path.of("src/test/resources").resolve(name))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    /** All that is made of the sources, graphs and diagnostics too, by path. */
    private static Map<String, String> outputs(List<SourceFile> sources) {
        SpecCompiler.Result result = SpecCompiler.compile(sources, new SpecCompiler.Options("org.example"));
        assertThat(result.diagnostics().hasErrors()).isFalse();
        Map<String, String> outputs = new TreeMap<>();
        Stream.concat(result.javaFiles().stream(), result.resources().stream())
                .forEach(file ->
                        assertThat(outputs.put(file.path(), file.text())).isNull());
        result.specs().forEach(spec -> {
            outputs.put(spec.name() + "-grammar.dot", GrammarDot.of(spec));
            StateMachineDot.of(spec).ifPresent(dot -> outputs.put(spec.name() + "-machine.dot", dot));
        });
        outputs.put(
                "diagnostics", DiagnosticRenderer.render(result.diagnostics().sorted()));
        return outputs;
    }

    @Test
    void again() {
        Map<String, String> outputs = outputs(sources());
        assertThat(outputs).hasSizeGreaterThan(40);
        assertThat(outputs(sources())).isEqualTo(outputs);
    }

    @Test
    void inTwoThreads() throws Exception {
        Map<String, String> outputs = outputs(sources());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Map<String, String>>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(threads.submit(() -> outputs(sources())));
            }
            for (Future<Map<String, String>> result : results) {
                assertThat(result.get()).isEqualTo(outputs);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void inAnotherOrder() {
        Map<String, String> outputs = outputs(sources());
        List<SourceFile> reversed = new ArrayList<>(sources());
        Collections.reverse(reversed);
        assertThat(outputs(reversed)).isEqualTo(outputs);
    }

    /** In a process of its own, since line separator and charset, and the order of Set.of, are fixed when it starts. */
    @Test
    void onAnotherMachine() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Pacific/Chatham",
                        "-Dfile.encoding=ISO-8859-1",
                        "-Dline.separator=\r\n",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Printing.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).isZero();
        assertThat(printed).isEqualTo(Printing.text()).contains("class Lamp");
    }

    /** Prints all outputs. */
    static final class Printing {
        private Printing() {}

        static String text() {
            StringBuilder text = new StringBuilder();
            outputs(sources())
                    .forEach((path, content) ->
                            text.append("=== ").append(path).append('\n').append(content));
            return text.toString();
        }

        public static void main(String[] arguments) {
            PrintStream out = System.out;
            out.writeBytes(text().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
