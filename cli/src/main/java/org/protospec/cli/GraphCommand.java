package org.protospec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.commons.cli.Option;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.compile.CompiledSpecs;
import org.protospec.cli.compile.SpecCompilation;
import org.protospec.cli.compile.TransitionCounts;
import org.protospec.cli.protocol.Protocols;
import org.protospec.generator.source.SourceFile;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.FlowTrace;

/** {@code protospec graph}: pictures of state machines and grammars. */
final class GraphCommand implements Subcommand {
    private static final List<String> FORMATS = List.of("dot", "svg");

    private static final CommandSyntax.Operand SPECS =
            new CommandSyntax.Operand("SPEC|NAME...", "Spec files, or names of built-in protocols.");

    private static final Option FOLDER =
            CommandSyntax.folder("The folder for the pictures; the current one if not given.");

    private static final Option FORMAT =
            CommandSyntax.valued("format", "FORMAT", "dot (the default), or svg, which needs graphviz' dot.");

    private static final Option COUNTS = CommandSyntax.valued(
            "counts",
            "CAPTURE",
            "Write into the state machine how often its states were entered in this capture, and its transitions taken "
                    + "(those that change the state and can be told apart).");

    private static final CommandSyntax SYNTAX = new CommandSyntax(
            "protospec graph",
            "[OPTIONS] SPEC|NAME...",
            "Draws the state machine and the grammar of specs, as NAME-state-machine.dot and NAME-grammar.dot.",
            List.of(SPECS),
            List.of(FOLDER, FORMAT, COUNTS));

    private final Console console;

    GraphCommand(Console console) {
        this.console = console;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(Arguments arguments) throws Failure {
        List<String> specs = arguments.operands(SPECS);
        Path folder = Path.of(arguments.value(FOLDER, ""));
        String format = arguments.value(FORMAT, "dot");
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
            draw(compiler.pictures(source, counted(word, arguments.value(COUNTS))), folder, format);
        }
        return unreadable ? ExitStatus.FILES : ExitStatus.DONE;
    }

    private void draw(List<CompiledSpecs.Generated> pictures, Path folder, String format) throws Failure {
        for (CompiledSpecs.Generated picture : pictures) {
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

    /** How often transitions were taken in a capture; nothing without one. */
    private TransitionCounts counted(String word, @Nullable String name) throws Failure {
        TransitionCounts transitions = new TransitionCounts();
        if (name == null) {
            return transitions;
        }
        Dissection dissection = Dissection.of(new PacketStack())
                .protocol(new Protocols(SpecCompilation.installed())
                        .load(word)
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
