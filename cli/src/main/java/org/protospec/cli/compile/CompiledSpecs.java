package org.protospec.cli.compile;

import java.util.List;

/**
 * What the compiler made of spec files.
 *
 * @param diagnostics every error and warning as people read it, one after the other, each ending with a line feed
 * @param errors number of errors; if there are any, nothing was generated
 * @param warnings number of warnings
 * @param sources the generated files, by path
 * @param protocols the protocols, in the order of their files
 */
public record CompiledSpecs(
        String diagnostics, int errors, int warnings, List<Generated> sources, List<CompiledProtocol> protocols) {
    public CompiledSpecs {
        sources = List.copyOf(sources);
        protocols = List.copyOf(protocols);
    }

    /**
     * A generated file.
     *
     * @param path where it belongs, relative, with slashes
     * @param text its content
     */
    public record Generated(String path, String text) {}

    /**
     * A protocol.
     *
     * @param name its name in the spec
     * @param className binary name of the generated class that implements {@code Protocol}; empty for specs without a
     *     machine
     * @param memory the most that a flow can hold, as people read it; empty if that is not known
     */
    public record CompiledProtocol(String name, String className, String memory) {}
}
