package org.protospec.generator.mojo;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.protospec.generator.SpecCompiler;
import org.protospec.generator.check.MemoryBounds;
import org.protospec.generator.source.SourceFile;

/** Shows every error and warning of a project's specs, and how much memory a flow of each protocol can take. */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.VALIDATE,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class CheckMojo extends AbstractSpecMojo {
    /** The folder of the specs, {@code *.proto-spec}. */
    @Parameter(property = "protospec.sourceDirectory", defaultValue = "${project.basedir}/src/main/proto-spec")
    private File sourceDirectory;

    /** Made by Maven, which sets the parameters. */
    @SuppressWarnings("NullAway.Init")
    public CheckMojo() {}

    @Override
    File folder() {
        return sourceDirectory;
    }

    @Override
    void run(List<SourceFile> sources) throws MojoFailureException {
        SpecCompiler.Result result = SpecCompiler.check(sources, library());
        show(result.diagnostics());
        result.specs().forEach(spec -> getLog().info(MemoryBounds.of(spec).text()));
    }
}
