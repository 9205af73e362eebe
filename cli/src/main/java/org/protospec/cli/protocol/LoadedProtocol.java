package org.protospec.cli.protocol;

import org.protospec.cli.compile.MemoryClasses;
import org.protospec.runtime.machine.Protocol;

/**
 * A protocol that is ready to run.
 *
 * @param protocol the protocol
 * @param classes the classes that were compiled for it, which rules may refer to; empty for a built-in one
 */
public record LoadedProtocol(Protocol protocol, MemoryClasses classes) {}
