package org.protospec.generator.mojo;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.protospec.generator.GeneratedFile;
import org.protospec.generator.SpecCompiler;
import org.protospec.generator.dot.GrammarDot;
import org.protospec.generator.dot.StateMachineDot;
import org.protospec.generator.source.SourceFile;

/** Draws the state machines and grammars of a project's specs as DOT files, which graphviz renders. */
@Mojo(
        name = "graph",
        defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class GraphMojo extends AbstractSpecMojo {
    /** The folder of the specs, {@code *.proto-spec}. */
    @Parameter(property = "protospec.sourceDirectory", defaultValue = "${project.basedir}/src/main/proto-spec")
    private File sourceDirectory;

    /** The folder of the graphs: {@code NAME-state-machine.dot} and {@code NAME-grammar.dot}. */
    @Parameter(property = "protospec.graphDirectory", defaultValue = "${project.build.directory}/proto-spec-graphs")
    private File graphDirectory;

    /** Made by Maven, which sets the parameters. */
    @SuppressWarnings("NullAway.Init")
    public GraphMojo() {}

    @Override
    File folder() {
        return sourceDirectory;
    }

    @Override
    void run(List<SourceFile> sources) throws IOException, MojoFailureException {
        SpecCompiler.Result result = SpecCompiler.check(sources, library());
        show(result.diagnostics());
        List<GeneratedFile> graphs = new ArrayList<>();
        result.specs().forEach(spec -> {
            StateMachineDot.of(spec)
                    .ifPresent(dot -> graphs.add(new GeneratedFile(spec.name() + "-state-machine.dot", dot)));
            graphs.add(new GeneratedFile(spec.name() + "-grammar.dot", GrammarDot.of(spec)));
        });
        new OutputFolder(graphDirectory.toPath()).update(graphs);
        getLog().info(graphs.size() + " graphs in " + graphDirectory);
    }
}
