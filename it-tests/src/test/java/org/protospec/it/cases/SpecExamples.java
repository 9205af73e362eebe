package org.protospec.it.cases;

import java.nio.file.Path;
import java.util.List;
import org.protospec.cli.Failure;
import org.protospec.generator.source.SourceFile;

/** Examples of specs that stand elsewhere than in case files, such as in the documentation, run as cases are. */
public final class SpecExamples {
    private static final long SEED = 20240229L;

    private final List<CaseFile> files;
    private final CompiledCases compiled;
    private final CaseRunner runner;

    /**
     * One example.
     *
     * @param name its name, for messages
     * @param spec the spec
     * @param others further specs that are compiled together with it
     * @param java the class of what the spec leaves to Java; empty without one
     * @param input what is read, as in a case's input; empty if the spec is compiled only
     */
    public record Example(String name, String spec, List<SourceFile> others, String java, String input) {
        public Example {
            others = List.copyOf(others);
        }
    }

    private SpecExamples(List<CaseFile> files) throws Failure {
        this.files = files;
        compiled = CompiledCases.of(files);
        runner = new CaseRunner(compiled, SEED);
    }

    /** Compiles all of them. */
    public static SpecExamples of(List<Example> examples) throws Failure {
        return new SpecExamples(examples.stream()
                .map(each -> new CaseFile(
                        Path.of(each.name()),
                        each.name(),
                        "",
                        each.spec(),
                        "",
                        each.others(),
                        each.java(),
                        Step.parse(each.input()),
                        "",
                        ""))
                .toList());
    }

    /** What the compiler said of an example, its generated code included. */
    public String diagnostics(int example) {
        CompiledCases.Compiled each = compiled.get(files.get(example));
        return each.diagnostics() + each.problem();
    }

    /** What an example's input gives. */
    public String events(int example) throws ReflectiveOperationException {
        return runner.whole(files.get(example));
    }

    /** In which ways of cutting its input an example gives something else. */
    public List<String> differences(int example, String events) throws ReflectiveOperationException {
        return runner.differences(files.get(example), events);
    }
}
