package org.protospec.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.protospec.cli.protocol.Protocols;
import org.protospec.generator.source.SourceFile;
import org.protospec.runtime.machine.Protocol;

/** The spec files that jars carry along: {@code META-INF/proto-spec/NAME.proto-spec}. */
final class BuiltInSpecs {
    private static final String FOLDER = "META-INF/proto-spec/";

    private BuiltInSpecs() {}

    /** The spec of a built-in protocol. */
    static SourceFile of(String name) throws Failure {
        String path = FOLDER + name + ".proto-spec";
        try (InputStream in = BuiltInSpecs.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw Failure.usage("there is no file and no spec \"" + name + "\""
                        + Nearest.hint(
                                name,
                                Protocols.builtIn().stream().map(Protocol::name).toList()));
            }
            return new SourceFile(name + ".proto-spec", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failure.file(path + ": cannot be read (" + e.getMessage() + ")");
        }
    }
}
