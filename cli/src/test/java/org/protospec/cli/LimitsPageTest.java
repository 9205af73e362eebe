package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.limit.Limit;

/** The page about limits lists every one, as the program knows it; {@code -Ddocs.update=true} writes the list. */
class LimitsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "limits.md");
    private static final String HEAD =
            "| limit | default | of what, why so much, and what happens beyond |\n|---|---|---|\n";

    @Test
    void thePageListsEveryLimit() throws IOException {
        StringBuilder table = new StringBuilder(HEAD);
        for (Limit each : Limit.values()) {
            table.append("| `").append(each.label()).append("` | ");
            table.append(LimitsText.value(each, each.defaultValue())).append(" | ");
            table.append(each.meaning()).append(" |\n");
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        int end = page.indexOf("\n\n", begin) + 1;
        assertThat(begin).isPositive();
        assertThat(end).isGreaterThan(begin);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(table.toString());
        }
    }
}
