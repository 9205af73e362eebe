package org.protospec.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.protospec.generator.SpecCompiler;
import org.protospec.generator.source.SourceFile;

/**
 * What the pages show of specs and rules stands in the files that they name, but for indentation; the generated class of the
 * design is the one that is generated ({@code -Ddocs.update=true} writes it).
 */
class ShownFilesTest {
    private static final List<String> TUTORIAL = List.of(
            "docs/tutorial/smtp-partial.proto-spec",
            "docs/tutorial/smtp-responses.proto-spec",
            "docs/tutorial/smtp-final.proto-spec",
            "docs/tutorial/SpamFilter.java",
            "docs/tutorial/MailContent.java");

    @TestFactory
    Stream<DynamicTest> tutorial() throws IOException {
        String files = text(TUTORIAL);
        return Markdown.read("docs/tutorial.md").blocks().stream()
                .filter(block -> List.of("proto-spec", "java").contains(block.kind()))
                .map(block -> DynamicTest.dynamicTest(
                        "line " + block.line(), () -> assertThat(files).contains(normal(block.text()))));
    }

    @Test
    void readme() throws IOException {
        assertThat(Markdown.read("README.md").blocks("proto-spec"))
                .extracting(block -> normal(block.text()))
                .containsExactly(text(List.of("docs/ident.proto-spec")));
    }

    @Test
    void rules() throws IOException {
        assertThat(Markdown.read("docs/writing-rules.md").blocks("java"))
                .extracting(block -> normal(block.text()))
                .contains(text(List.of("docs/Harvesting.java")));
    }

    @Test
    void generatedClass() throws IOException {
        Path spec = Markdown.ROOT.resolve("smtp-dissector/src/main/proto-spec/smtp.proto-spec");
        String parser = SpecCompiler.compile(
                        List.of(new SourceFile("smtp.proto-spec", Files.readString(spec))),
                        new SpecCompiler.Options("org.protospec"))
                .javaFiles()
                .stream()
                .filter(file -> file.path().endsWith("/CommandParser.java"))
                .findFirst()
                .orElseThrow()
                .text();
        Markdown page = Markdown.read("docs/design.md");
        Markdown.Block shown = page.blocks("java").get(0);
        if (Boolean.getBoolean("docs.update")) {
            page.replace(List.of(new Markdown.Block("java", shown.line(), parser)));
        } else {
            assertThat(shown.text()).isEqualTo(parser);
        }
    }

    @Test
    void pictures() throws IOException {
        assertThat(picture("ident")).contains(">query<", ">answer<", ">up: Query<", ">any state<");
        assertThat(picture("tutorial")).contains(">session_initiation<", ">response<", ">data_transmission<");
        assertThat(picture("smtp")).contains(">greeting<", ">dispatch<", ">client_only_chunk<");
    }

    private static String picture(String name) throws IOException {
        return Files.readString(Markdown.ROOT.resolve("docs/images/" + name + "-state-machine.svg"));
    }

    private static String text(List<String> names) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(Files.readString(Markdown.ROOT.resolve(name))).append('\n');
        }
        return normal(all.toString());
    }

    private static String normal(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
