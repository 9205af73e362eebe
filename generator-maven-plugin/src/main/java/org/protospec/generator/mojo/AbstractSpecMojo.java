package org.protospec.generator.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.SpecLibrary;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.diagnostic.Severity;
import org.protospec.generator.source.SourceFile;

/** What all goals have in common: where specs are, and how mistakes in them are shown. */
abstract class AbstractSpecMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    /** Do nothing. */
    @Parameter(property = "protospec.skip", defaultValue = "false")
    boolean skip;

    /** Fail on warnings as on errors. */
    @Parameter(property = "protospec.failOnWarning", defaultValue = "false")
    boolean failOnWarning;

    /**
     * Dependencies whose specs are compiled as well, each as {@code groupId:artifactId}: jars that have specs below
     * {@code META-INF/proto-spec}.
     */
    @Parameter
    @Nullable
    List<String> dependencySpecs;

    @SuppressWarnings("NullAway.Init")
    AbstractSpecMojo() {}

    /** The folder of the specs. */
    abstract File folder();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Specs are skipped.");
            return;
        }
        try {
            run(sources());
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot read or write: " + e, e);
        }
    }

    abstract void run(List<SourceFile> sources) throws IOException, MojoFailureException;

    /** The specs of the dependencies, to import from. */
    final SpecLibrary library() {
        return (importer, protocol) -> {
            for (Artifact artifact : project.getArtifacts()) {
                Optional<SourceFile> found = SpecSources.inArtifact(artifact.getFile(), protocol);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        };
    }

    private List<SourceFile> sources() throws IOException, MojoFailureException {
        List<SourceFile> sources = new ArrayList<>(
                SpecSources.in(folder().toPath(), project.getBasedir().toPath()));
        if (dependencySpecs != null) {
            for (String wanted : dependencySpecs) {
                sources.addAll(SpecSources.inArtifact(artifact(wanted)));
            }
        }
        return sources;
    }

    private Path artifact(String wanted) throws MojoFailureException {
        for (Artifact artifact : project.getArtifacts()) {
            if (wanted.equals(artifact.getGroupId() + ":" + artifact.getArtifactId())) {
                return artifact.getFile().toPath();
            }
        }
        throw new MojoFailureException("dependencySpecs names " + wanted + ", which is not among the dependencies of "
                + project.getArtifactId() + "; add it there, as groupId:artifactId.");
    }

    /** Shows what is to be said of the specs, and fails if any of it is an error. */
    final void show(Diagnostics diagnostics) throws MojoFailureException {
        int errors = 0;
        int warnings = 0;
        for (Diagnostic each : diagnostics.sorted()) {
            String text = DiagnosticRenderer.render(each).stripTrailing();
            if (each.kind().severity() == Severity.ERROR) {
                errors++;
                getLog().error(text);
            } else {
                warnings++;
                getLog().warn(text);
            }
        }
        if (errors > 0 || failOnWarning && warnings > 0) {
            throw new MojoFailureException(count(errors, "error") + " and " + count(warnings, "warning")
                    + " in the specs of " + project.getArtifactId() + "; they are shown above.");
        }
    }

    private static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
