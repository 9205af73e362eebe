package org.protospec.generator.dot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Outputs that are compared with files; run with {@code -Dgoldens=write} to write them anew, then read the difference. */
final class Golden {

    private Golden() {}

    static void compare(String resource, String actual) {
        try {
            if ("write".equals(System.getProperty("goldens"))) {
                Files.writeString(Path.of("src/test/resources" + resource), actual);
                return;
            }
            try (InputStream in = Golden.class.getResourceAsStream(resource)) {
                assertThat(in).as(resource).isNotNull();
                assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
