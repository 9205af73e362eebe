package org.protospec.generator.mojo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.protospec.generator.GeneratedFile;
import org.protospec.generator.SpecCompiler;
import org.protospec.generator.source.SourceFile;

/** What the two goals that generate have in common. */
abstract class AbstractGenerateMojo extends AbstractSpecMojo {
    /** The package below which every protocol gets one of its own name. */
    @Parameter(property = "protospec.basePackage", defaultValue = "${project.groupId}")
    String basePackage;

    @SuppressWarnings("NullAway.Init")
    AbstractGenerateMojo() {}

    abstract File javaFolder();

    abstract File resourceFolder();

    abstract Path classFolder();

    abstract void add(Path javaFolder, Resource resources);

    @Override
    final void run(List<SourceFile> sources) throws IOException, MojoFailureException {
        SpecCompiler.Result result = SpecCompiler.compile(sources, new SpecCompiler.Options(basePackage, library()));
        show(result.diagnostics());
        List<GeneratedFile> resources = new ArrayList<>(result.resources());
        for (SourceFile source : sources) {
            String name = source.name().substring(source.name().lastIndexOf('/') + 1);
            resources.add(new GeneratedFile(SpecSources.IN_JAR + "/" + name, source.text()));
        }
        OutputFolder.Changes java = new OutputFolder(javaFolder().toPath()).update(result.javaFiles());
        OutputFolder.Changes other = new OutputFolder(resourceFolder().toPath()).update(resources);
        // Resources are copied and never removed there: a service would go on naming a class that is gone.
        OutputFolder classes = new OutputFolder(classFolder());
        for (String removed : other.removed()) {
            classes.remove(removed);
        }
        int changes = java.count() + other.count();
        getLog().info(
                        sources.isEmpty()
                                ? "There are no specs in " + folder() + "."
                                : sources.size() + (sources.size() == 1 ? " spec: " : " specs: ")
                                        + result.javaFiles().size() + " classes, "
                                        + (changes == 0 ? "all up to date." : changes + " files changed."));
        Resource resource = new Resource();
        resource.setDirectory(resourceFolder().getPath());
        resource.addExclude(".protospec-files");
        add(javaFolder().toPath(), resource);
    }
}
