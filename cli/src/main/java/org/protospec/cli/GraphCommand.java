package org.protospec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.compile.CompiledSpecs;
import org.protospec.cli.compile.SpecCompilation;
import org.protospec.cli.compile.TransitionCounts;
import org.protospec.cli.protocol.Protocols;
import org.protospec.generator.source.SourceFile;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.FlowTrace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code protospec graph}: pictures of state machines and grammars. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "protospec graph [OPTIONS] SPEC|NAME...",
        description =
                "Draws the state machine and the grammar of specs, as NAME-state-machine.dot and NAME-grammar.dot.",
        footer = ExitStatus.FOOTER_TEXT)
final class GraphCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("dot", "svg");

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "SPEC|NAME", description = "Spec files, or names of built-in protocols.")
    private List<String> specs = new ArrayList<>();

    @Option(
            names = "-o",
            paramLabel = "DIR",
            description = "The folder for the pictures; the current one if not given.")
    private Path folder = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "dot (the default), or svg, which needs graphviz' dot.")
    private String format = "dot";

    @Option(
            names = "--counts",
            paramLabel = "CAPTURE",
            description = "Write into the state machine how often its states were entered in this capture, and its "
                    + "transitions taken (those that change the state and can be told apart).")
    private @Nullable String counts;

    GraphCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        if (!FORMATS.contains(format)) {
            throw Failure.usage("unknown format \"" + format + "\"" + Nearest.hint(format, FORMATS));
        }
        SpecCompilation compiler = SpecCompilation.installed();
        boolean unreadable = false;
        for (String word : specs) {
            SourceFile source;
            try {
                source = Protocols.isFile(word) ? SpecCompilation.read(Path.of(word)) : BuiltInSpecs.of(word);
            } catch (Failure e) {
                if (e.status() != ExitStatus.FILES) {
                    throw e;
                }
                console.complain(e.text());
                unreadable = true;
                continue;
            }
            draw(compiler, source, counted(word));
        }
        return unreadable ? ExitStatus.FILES : ExitStatus.DONE;
    }

    private void draw(SpecCompilation compiler, SourceFile source, TransitionCounts transitions) throws Failure {
        for (CompiledSpecs.Generated picture : compiler.pictures(source, transitions)) {
            String path = picture.path();
            if (format.equals("svg")) {
                path = path.replaceFirst("\\.dot$", ".svg");
                FileWriting.write(folder, path, Graphviz.svg(picture.text()));
            } else {
                FileWriting.write(folder, path, picture.text());
            }
            console.out().print(folder.resolve(path) + "\n");
        }
    }

    private TransitionCounts counted(String word) throws Failure {
        TransitionCounts transitions = new TransitionCounts();
        String name = counts;
        if (name == null) {
            return transitions;
        }
        Dissection dissection = Dissection.of(Run.decoder())
                .protocol(new Protocols(SpecCompilation.installed())
                        .load(word, warnings -> {})
                        .protocols()
                        .get(0))
                .rules(transitions)
                .trace(FlowTrace.STATES_ONLY)
                .build();
        try (Capture capture = Run.open(console, name)) {
            dissection.run(capture);
            CaptureProblem problem = capture.problem();
            if (problem != null) {
                throw Failure.file(problem.toString());
            }
        } catch (IOException e) {
            throw Failure.file(Objects.requireNonNullElse(e.getMessage(), name));
        }
        return transitions;
    }
}
