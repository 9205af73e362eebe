package org.protospec.cli.protocol;

import java.util.List;
import org.protospec.cli.compile.MemoryClasses;
import org.protospec.runtime.machine.Protocol;

/**
 * What is ready to run: a protocol, or all built-in ones.
 *
 * @param protocols the protocols, in the order of their names
 * @param choice which flows they take
 * @param classes the classes that were compiled for it, which rules may refer to; empty for a built-in one
 * @param warnings what the compiler warned of; empty for nothing
 */
public record LoadedProtocol(List<Protocol> protocols, Choice choice, MemoryClasses classes, String warnings) {
    /** Which flows are dissected. */
    public enum Choice {
        /** Those of one protocol, by their ports. */
        BY_PORT,
        /** Those of any, by their ports or else by what their first bytes look like. */
        RECOGNISED
    }

    public LoadedProtocol {
        protocols = List.copyOf(protocols);
    }

    static LoadedProtocol one(Protocol protocol, MemoryClasses classes, String warnings) {
        return new LoadedProtocol(List.of(protocol), Choice.BY_PORT, classes, warnings);
    }
}
