package org.protospec.generator.mojo;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Generates dissectors from the specs of a project. */
@Mojo(
        name = "generate",
        defaultPhase = LifecyclePhase.GENERATE_SOURCES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class GenerateMojo extends AbstractGenerateMojo {
    /** The folder of the specs, {@code *.proto-spec}. */
    @Parameter(property = "protospec.sourceDirectory", defaultValue = "${project.basedir}/src/main/proto-spec")
    private File sourceDirectory;

    /** The folder of the generated classes. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/proto-spec")
    private File outputDirectory;

    /** The folder of what belongs into the jar beside the classes: the specs, and how protocols are found. */
    @Parameter(defaultValue = "${project.build.directory}/generated-resources/proto-spec")
    private File resourcesDirectory;

    /** Made by Maven, which sets the parameters. */
    @SuppressWarnings("NullAway.Init")
    public GenerateMojo() {}

    @Override
    File folder() {
        return sourceDirectory;
    }

    @Override
    File javaFolder() {
        return outputDirectory;
    }

    @Override
    File resourceFolder() {
        return resourcesDirectory;
    }

    @Override
    Path classFolder() {
        return Path.of(project.getBuild().getOutputDirectory());
    }

    @Override
    void add(Path javaFolder, Resource resources) {
        project.addCompileSourceRoot(javaFolder.toString());
        project.addResource(resources);
    }
}
