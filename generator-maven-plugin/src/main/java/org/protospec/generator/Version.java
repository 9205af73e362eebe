package org.protospec.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Protospec. */
public final class Version {
    private static final String RESOURCE = "/org/protospec/generator/version.properties";

    private Version() {}

    /** As {@code 0.1.0}; "unknown" where the build left it out. */
    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
