package org.protospec.cli.compile;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.protospec.cli.Failure;
import org.protospec.generator.source.SourceFile;

/** The compiler of specs as the commands use it. */
public interface SpecCompilation {
    /** Looks for errors and warnings; generates nothing. */
    CompiledSpecs check(List<SourceFile> specs);

    /** Compiles specs, all together, into Java sources; each protocol has its own package below {@code basePackage}. */
    CompiledSpecs compile(List<SourceFile> specs, String basePackage);

    /**
     * Pictures of a spec: files named {@code NAME-state-machine.dot} (if it has a machine) and {@code NAME-grammar.dot}.
     *
     * @param transitions how often each transition was taken; empty to say nothing of that
     * @throws Failure if the spec has errors
     */
    List<CompiledSpecs.Generated> pictures(SourceFile spec, TransitionCounts transitions) throws Failure;

    /** The compiler of this build. */
    static SpecCompilation installed() {
        return new InstalledCompiler();
    }

    /**
     * Reads a spec file.
     *
     * @throws Failure if it cannot be read, or is not UTF-8
     */
    static SourceFile read(Path file) throws Failure {
        try {
            return new SourceFile(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw Failure.file(file + ": there is no such file");
        } catch (AccessDeniedException e) {
            throw Failure.file(file + ": no permission to read it");
        } catch (CharacterCodingException e) {
            throw Failure.file(file + ": is not UTF-8 text");
        } catch (IOException e) {
            throw Failure.file(file + ": cannot be read (" + e.getMessage() + ")");
        }
    }
}
