package org.protospec.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that {@code --version} prints. */
final class Version implements IVersionProvider {
    /** Without a jar there is no manifest that tells. */
    private static final String UNPACKED = "(not packaged)";

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "protospec " + (version == null ? UNPACKED : version) + " on Java " + Runtime.version(),
        };
    }
}
