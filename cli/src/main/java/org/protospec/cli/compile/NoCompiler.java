package org.protospec.cli.compile;

import java.util.List;
import org.protospec.cli.Failure;
import org.protospec.generator.source.SourceFile;

/** Stands for the compiler in builds that have none. */
final class NoCompiler implements SpecCompilation {
    @Override
    public CompiledSpecs compile(List<SourceFile> specs) throws Failure {
        throw Failure.file("this build of protospec has no compiler of specs");
    }

    @Override
    public List<CompiledSpecs.Generated> pictures(List<SourceFile> specs, TransitionCounts transitions)
            throws Failure {
        throw Failure.file("this build of protospec has no compiler of specs");
    }
}
