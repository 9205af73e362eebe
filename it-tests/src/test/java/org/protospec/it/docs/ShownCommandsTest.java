package org.protospec.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.cli.Console;
import org.protospec.cli.Main;
import org.protospec.cli.output.StandardOutput;

/**
 * Every {@code ```console} block: its commands are run, and print what stands below them. A line {@code ...} stands for any
 * lines; seconds are left open. {@code -Ddocs.update=true} writes what is printed into blocks without such a line.
 */
class ShownCommandsTest {
    private static final List<String> PAGES = List.of(
            "README.md", "docs/tutorial.md", "docs/writing-rules.md", "docs/performance.md", "docs/conformance.md");
    private static final Pattern SECONDS = Pattern.compile("in \\d+\\.\\d\\d s");
    private static final UnaryOperator<String> SECONDS_OPEN =
            text -> SECONDS.matcher(text).replaceAll("in N s");
    private static final String PROMPT = "$ ./protospec ";
    private static final String OURS = "(docs/|samples/|smtp-dissector/)";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> blocks() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : PAGES) {
            Markdown page = Markdown.read(name);
            boolean updated = Boolean.getBoolean("docs.update");
            if (updated) {
                tests.add(DynamicTest.dynamicTest("update " + name, () -> update(page)));
            }
            for (Markdown.Block block : updated ? List.<Markdown.Block>of() : page.blocks("console")) {
                tests.add(DynamicTest.dynamicTest(name + ":" + block.line(), () -> check(block)));
            }
        }
        return tests.stream();
    }

    private void check(Markdown.Block block) {
        String printed = printed(block);
        assertThat(SECONDS_OPEN.apply(printed))
                .as("what is printed:%n%s", printed)
                .matches(Pattern.compile(expected(block.text()), Pattern.DOTALL));
    }

    private static String expected(String text) {
        StringBuilder pattern = new StringBuilder();
        for (String line : text.lines().toList()) {
            String open = SECONDS_OPEN.apply(line);
            pattern.append(line.strip().equals("...") ? "(?:[^\n]*\n)*?" : Pattern.quote(open + "\n"));
        }
        return pattern.toString();
    }

    private void update(Markdown page) throws IOException {
        List<Markdown.Block> changed = new ArrayList<>();
        for (Markdown.Block block : page.blocks("console")) {
            String printed = printed(block);
            if (block.text().lines().noneMatch(line -> line.strip().equals("..."))
                    && !SECONDS_OPEN.apply(printed).equals(SECONDS_OPEN.apply(block.text()))) {
                changed.add(new Markdown.Block(block.kind(), block.line(), printed));
            }
        }
        page.replace(changed);
    }

    /** The commands of a block, each followed by what it prints. */
    private String printed(Markdown.Block block) {
        StringBuilder all = new StringBuilder();
        for (String line : block.text().lines().toList()) {
            if (line.startsWith("$ ")) {
                assertThat(line).as("the only commands that are run").startsWith(PROMPT);
                all.append(line).append('\n').append(run(line.substring(PROMPT.length())));
            }
        }
        assertThat(all).as("commands of the block at line %d", block.line()).isNotEmpty();
        return all.toString();
    }

    private String run(String command) {
        String[] words = Arrays.stream(command.split(" "))
                .map(word -> word.replace("/tmp/", folder + "/").replaceFirst("^" + OURS, "../$1"))
                .toArray(String[]::new);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(all, true, StandardCharsets.UTF_8);
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new StandardOutput(new Unclosed(all)),
                errors,
                Console.Kind.OTHER,
                Console.Kind.OTHER);
        Main.run(console, words);
        // Mails have lines that end in CR LF; pages do not.
        return all.toString(StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replaceAll("(?m)\\.\\./" + OURS, "$1")
                .replace(folder + "/", "/tmp/");
    }

    /** The standard output, of which the program may do what it likes. */
    private static final class Unclosed extends OutputStream {
        private final OutputStream target;

        Unclosed(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int octet) throws IOException {
            target.write(octet);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            target.write(bytes, from, length);
        }
    }
}
