package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.cli.toy.ToyCapture;

/** What a spec file leaves to Java comes from the files of {@code --rules}. */
class ExternFilesTest {
    private static final String SPEC = """
            protocol words over tcp port 7000;

            extern fn weight(word: text) -> u8;

            message Line {
                word: bytes until "\\n" max 20;
                let weight = weight(word);
            }

            event line(line: Line);

            machine session {
                initial state lines {
                    up: Line;
                    on up(l) { emit line(l); };
                    on parse_error -> fail;
                    on missing_grammar -> fail;
                }
            }
            """;

    private static final String WEIGHTS = """
            import org.protospec.runtime.bytes.Slice;
            import words.WordsExterns;

            public final class NAME implements WordsExterns {
                @Override
                public int weight(Slice word) {
                    if (word.isEmpty()) {
                        throw new IllegalArgumentException("nothing to weigh");
                    }
                    return word.length() * FACTOR;
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path spec = Path.of("");
    private Path capture = Path.of("");

    @BeforeEach
    void makeFiles() throws IOException {
        spec = Files.writeString(folder.resolve("words.proto-spec"), SPEC);
        capture = folder.resolve("words.pcap");
        try (ToyCapture toy = ToyCapture.create(capture)) {
            toy.connect(40000, 7000).up("abc\n").up("\n").close();
        }
    }

    private Path weights(String name, int factor) throws IOException {
        String text = WEIGHTS.replace("NAME", name).replace("FACTOR", String.valueOf(factor));
        return Files.writeString(folder.resolve(name + ".java"), text);
    }

    @Test
    void aJavaFileIsFound() throws IOException {
        Cli cli = Cli.run("run", spec, "--json", "--rules", weights("Weights", 2), capture);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.lines("line")).singleElement().asString().contains("{\"word\":\"abc\",\"weight\":6}");
        assertThat(cli.lines("parse_error")).singleElement().asString().contains("nothing to weigh");
    }

    @Test
    void aJarIsFound() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path sources = folder.resolve("sources");
        assertThat(Cli.run("generate", spec, "-o", sources).status()).isZero();
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                weights("Weights", 3).toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(each -> each.toString().endsWith(".java")).forEach(each -> arguments.add(each.toString()));
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .isZero();
        Path jar = folder.resolve("weights.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/words.WordsExterns"));
            out.write("Weights\n".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("Weights.class"));
            out.write(Files.readAllBytes(classes.resolve("Weights.class")));
        }
        Cli cli = Cli.run("run", spec, "--json", "--rules", jar, capture);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.lines("line")).singleElement().asString().contains("{\"word\":\"abc\",\"weight\":9}");
    }

    @Test
    void withoutOneTheInterfaceAndTheWaysToSupplyItAreNamed() {
        Cli cli = Cli.run("run", spec, capture);
        assertThat(cli.status()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .contains("the protocol words needs an implementation of words.WordsExterns, and none is installed")
                .contains("META-INF/services/words.WordsExterns")
                .contains("--rules");
    }

    @Test
    void ofTwoNobodyKnowsWhichIsMeant() throws IOException {
        Cli cli = Cli.run("run", spec, "--rules", weights("Weights", 2), "--rules", weights("Others", 3), capture);
        assertThat(cli.status()).isEqualTo(2);
        assertThat(cli.err()).contains("several are installed: Weights, Others");
    }
}
