package org.protospec.cli;

/** The version that {@code --version} prints. */
final class Version {
    /** Without a jar there is no manifest that tells. */
    private static final String UNPACKED = "(not packaged)";

    private Version() {}

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "protospec " + (version == null ? UNPACKED : version) + " on Java " + Runtime.version();
    }
}
