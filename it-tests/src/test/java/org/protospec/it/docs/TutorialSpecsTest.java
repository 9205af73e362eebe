package org.protospec.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the tutorial shows of specs and rules stands in the files that it names, but for indentation. */
class TutorialSpecsTest {
    @TestFactory
    Stream<DynamicTest> snippets() throws IOException {
        Markdown page = Markdown.read("docs/tutorial.md");
        String files = normal(text(List.of(
                "smtp-partial.proto-spec",
                "smtp-responses.proto-spec",
                "smtp-final.proto-spec",
                "SpamFilter.java",
                "MailContent.java")));
        return page.blocks().stream()
                .filter(block -> List.of("proto-spec", "java").contains(block.kind()))
                .map(block -> DynamicTest.dynamicTest("line " + block.line(), () -> assertThat(files)
                        .contains(normal(block.text()))));
    }

    private static String text(List<String> names) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            Path file = Markdown.ROOT.resolve("docs/tutorial").resolve(name);
            all.append(Files.readString(file)).append('\n');
        }
        return all.toString();
    }

    private static String normal(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
