package org.protospec.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.emit.Emitter;
import org.protospec.generator.source.SourceFile;

/** What generated Java looks like: one small spec, all of its files, and the compiler's word that they compile. */
class GeneratedCodeTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private static List<GeneratedFile> lamp() throws IOException {
        String text = Files.readString(FOLDER.resolve("lamp.proto-spec"));
        SpecCompiler.Result result = SpecCompiler.check(List.of(new SourceFile("lamp.proto-spec", text)));
        assertThat(DiagnosticRenderer.render(result.diagnostics().sorted())).isEmpty();
        // Not the version of this build, which would change the files with every release.
        return Emitter.emit(result.specs().get(0), "lamp", "VERSION");
    }

    private static String parser(String spec, String name) {
        SpecCompiler.Result result = SpecCompiler.check(List.of(new SourceFile("a.proto-spec", spec)));
        return Emitter.emit(result.specs().get(0), "a", "VERSION").stream()
                .filter(file -> file.path().equals("a/" + name + ".java"))
                .map(GeneratedFile::text)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void parsersOfHeadersKnowTheTypeOfTheirMessage() {
        String spec = "protocol a; message Outer { length: u8; part: Inner; } message Inner { value: u16; }";
        assertThat(parser(spec, "OuterParser"))
                .contains("private final Outer message = super.message();")
                .contains("public Outer message() {")
                .doesNotContain("Outer message = message();");
        // The parser of a part reads into the messages around it.
        assertThat(parser(spec, "InnerParser")).doesNotContain("super.message()");
    }

    @Test
    void generatedFilesLookAsTheyDid() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (GeneratedFile file : lamp()) {
            names.add(file.path());
            Golden.compare(FOLDER.resolve(file.path()), file.text());
        }
        try (Stream<Path> files = Files.list(FOLDER.resolve("lamp"))) {
            assertThat(files.map(file -> "lamp/" + file.getFileName()).sorted()).containsExactlyElementsOf(names);
        }
    }

    @Test
    void generatedFilesCompileWithoutAWarning(@TempDir Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (GeneratedFile file : lamp()) {
            Path path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            paths.add(Files.writeString(path, file.text()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
            List<String> options =
                    List.of("-proc:none", "--release", "17", "-Xlint:all,-options", "-d", folder.toString());
            compiler.getTask(null, files, problems, options, null, files.getJavaFileObjectsFromPaths(paths))
                    .call();
        }
        assertThat(problems.getDiagnostics()).isEmpty();
        assertThat(folder.resolve("lamp/Lamp.class")).exists();
    }
}
