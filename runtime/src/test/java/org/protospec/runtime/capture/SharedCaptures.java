package org.protospec.runtime.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The captures of other people, which lie beside the project where there are any and are never part of it. */
final class SharedCaptures {

    private SharedCaptures() {}

    /** A row of the catalogue: the file's path in the folder, and how many packets tshark found in it. */
    record Row(String file, long packets) {}

    /** The folder; ends the test as skipped if it is absent. */
    static Path folder() {
        Path found = find();
        Assumptions.assumeTrue(found != null, "skipped: there is no ../shared/captures beside the project");
        if (found == null) {
            throw new AssertionError("assumed");
        }
        return found;
    }

    private static @Nullable Path find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared").resolve("captures");
            if (Files.isRegularFile(candidate.resolve("CATALOGUE.tsv"))) {
                return candidate;
            }
        }
        return null;
    }

    static List<Row> catalogue() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder().resolve("CATALOGUE.tsv"), StandardCharsets.UTF_8)) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\t", -1);
                rows.add(new Row(columns[0], Long.parseLong(columns[4])));
            }
        }
        return rows;
    }
}
