package org.protospec.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.protospec.cli.Failure;
import org.protospec.cli.compile.JavaCompilation;
import org.protospec.cli.compile.JavaSource;
import org.protospec.cli.compile.MemoryClasses;

/** Every {@code ```java} block that is a whole class compiles; a block that is a piece of one is marked {@code ```java piece}. */
class JavaExamplesTest {
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

    @TestFactory
    Stream<DynamicTest> classes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : List.of("README.md", "docs/writing-rules.md")) {
            for (Markdown.Block block : Markdown.read(name).blocks("java")) {
                tests.add(DynamicTest.dynamicTest(name + ":" + block.line(), () -> compile(block.text())));
            }
        }
        return tests.stream();
    }

    private static void compile(String text) throws Failure {
        Matcher matcher = CLASS.matcher(text);
        assertThat(matcher.find()).as("a class in %s", text).isTrue();
        MemoryClasses classes = new MemoryClasses(JavaExamplesTest.class.getClassLoader());
        JavaSource source = JavaSource.of(Path.of(matcher.group(1) + ".java"), text);
        assertThat(JavaCompilation.compile(List.of(source), classes)).isNotEmpty();
    }
}
