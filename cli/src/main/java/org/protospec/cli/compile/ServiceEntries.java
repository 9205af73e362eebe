package org.protospec.cli.compile;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries of {@code META-INF/services} that name classes in memory, as resources that were never files. */
final class ServiceEntries {
    private static final String FOLDER = "META-INF/services/";

    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Names a class as one that implements an interface. */
    void add(String service, String implementation) {
        texts.merge(FOLDER + service, implementation + "\n", String::concat);
    }

    /** The entry of a name, if there is one. */
    Enumeration<URL> resources(String name) {
        String text = texts.get(name);
        return text == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(url(name, text)));
    }

    private static URL url(String name, String text) {
        try {
            return new URL("memory", "", -1, "/" + name, new Handler(text));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static final class Handler extends URLStreamHandler {
        private final String text;

        Handler(String text) {
            this.text = text;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                }
            };
        }
    }
}
