package org.protospec.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.protospec.cli.Failure;
import org.protospec.generator.source.SourceFile;
import org.protospec.it.cases.SpecExamples;

/**
 * Every {@code ```proto-spec} block of the language's reference is compiled; an {@code ```input} block behind it is read, whole
 * and cut into pieces, and gives the {@code ```events} block behind that; {@code ```diagnostics} is what the compiler says. A block
 * {@code ```proto-spec NAME.proto-spec} is a further file of the example before it, {@code ```java} the class of what it leaves to Java.
 * {@code -Ddocs.update=true} writes what happens into the blocks instead, to be read before it is believed.
 */
class LanguageExamplesTest {
    /** Begins the kind of a block that is a further file of the example before it. */
    private static final String ALSO = "proto-spec ";

    private static final List<String> PAGES = List.of("docs/language.md", "README.md");

    private record Shown(
            Markdown.Block spec,
            List<SourceFile> others,
            String java,
            Markdown.@Nullable Block input,
            Markdown.@Nullable Block events,
            Markdown.@Nullable Block diagnostics) {
        String input(String absent) {
            return input == null ? absent : input.text();
        }
    }

    @TestFactory
    Stream<DynamicTest> examples() throws IOException, Failure {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : PAGES) {
            Markdown page = Markdown.read(name);
            List<Shown> shown = shown(page);
            List<SpecExamples.Example> sources = new ArrayList<>();
            for (Shown each : shown) {
                String where = name + ":" + each.spec().line();
                sources.add(new SpecExamples.Example(
                        where, each.spec().text(), each.others(), each.java(), each.input("")));
            }
            SpecExamples examples = SpecExamples.of(sources);
            List<Markdown.Block> changed = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                int number = i;
                String title = sources.get(i).name();
                tests.add(DynamicTest.dynamicTest(title, () -> run(examples, number, shown.get(number), changed)));
            }
            if (Boolean.getBoolean("docs.update")) {
                tests.add(DynamicTest.dynamicTest("update " + name, () -> page.replace(changed)));
            }
        }
        return tests.stream();
    }

    private static List<Shown> shown(Markdown page) {
        List<Shown> shown = new ArrayList<>();
        for (Markdown.Block block : page.blocks()) {
            if (block.kind().equals("proto-spec")) {
                shown.add(new Shown(block, new ArrayList<>(), "", null, null, null));
            } else if (!shown.isEmpty()) {
                Shown last = shown.remove(shown.size() - 1);
                shown.add(with(last, block));
            }
        }
        return shown;
    }

    private static Shown with(Shown last, Markdown.Block block) {
        if (block.kind().startsWith(ALSO)) {
            last.others().add(new SourceFile(block.kind().substring(ALSO.length()), block.text()));
        }
        return switch (block.kind()) {
            case "java" -> new Shown(last.spec(), last.others(), block.text(), null, null, null);
            case "input" -> new Shown(last.spec(), last.others(), last.java(), block, null, null);
            case "events" -> new Shown(last.spec(), last.others(), last.java(), last.input(), block, null);
            case "diagnostics" -> new Shown(last.spec(), last.others(), last.java(), null, null, block);
            default -> last;
        };
    }

    private static void run(SpecExamples examples, int number, Shown shown, List<Markdown.Block> changed)
            throws ReflectiveOperationException {
        Markdown.Block said = shown.diagnostics();
        if (Boolean.getBoolean("docs.update") && said != null) {
            changed.add(new Markdown.Block("", said.line(), examples.diagnostics(number)));
            return;
        }
        assertThat(examples.diagnostics(number))
                .isEqualTo(said == null ? "" : said.text().strip());
        Markdown.Block expected = shown.events();
        if (expected == null) {
            assertThat(shown.input()).as("an input without events").isNull();
            return;
        }
        String events = examples.events(number);
        if (Boolean.getBoolean("docs.update")) {
            changed.add(new Markdown.Block("", expected.line(), events));
        } else {
            assertThat(events).isEqualTo(expected.text().strip());
        }
        assertThat(examples.differences(number, events)).isEmpty();
    }
}
