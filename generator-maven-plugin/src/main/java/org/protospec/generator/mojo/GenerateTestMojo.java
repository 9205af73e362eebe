package org.protospec.generator.mojo;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Generates dissectors for tests from the test specs of a project. */
@Mojo(
        name = "generate-test",
        defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class GenerateTestMojo extends AbstractGenerateMojo {
    /** The folder of the specs, {@code *.proto-spec}. */
    @Parameter(property = "protospec.testSourceDirectory", defaultValue = "${project.basedir}/src/test/proto-spec")
    private File sourceDirectory;

    /** The folder of the generated classes. */
    @Parameter(defaultValue = "${project.build.directory}/generated-test-sources/proto-spec")
    private File outputDirectory;

    /** The folder of what belongs into the jar beside the classes: the specs, and how protocols are found. */
    @Parameter(defaultValue = "${project.build.directory}/generated-test-resources/proto-spec")
    private File resourcesDirectory;

    /** Made by Maven, which sets the parameters. */
    @SuppressWarnings("NullAway.Init")
    public GenerateTestMojo() {}

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
        return Path.of(project.getBuild().getTestOutputDirectory());
    }

    @Override
    void add(Path javaFolder, Resource resources) {
        project.addTestCompileSourceRoot(javaFolder.toString());
        project.addTestResource(resources);
    }
}
