package org.protospec.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of coverage names cases that exist, for every row of the inventories. */
class CoveragePageTest {
    private static final Path PAGE = Path.of("../docs/coverage.md");
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path COMPILER = Path.of("../generator-maven-plugin/src/test/resources");
    private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+(?:/[a-z0-9-]+)+)`");
    private static final int SPICY_ROWS = 60;
    private static final List<String> HAKA_ROWS =
            List.of("39", "42", "43", "44", "45", "46", "47", "53", "57", "59", "79", "80");

    /** A line of a table. */
    private record Row(String number, String cases, String remarks) {}

    @Test
    void everyCaseExists() throws IOException {
        List<Row> all = new ArrayList<>(rows("## Spicy"));
        all.addAll(rows("## Haka"));
        List<String> names = new ArrayList<>();
        for (Row row : all) {
            Matcher matcher = NAME.matcher(row.cases() + row.remarks());
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        assertThat(names)
                .hasSizeGreaterThan(100)
                .allSatisfy(name -> assertThat(file(name)).as(name).isRegularFile());
    }

    @Test
    void noRowIsMissing() throws IOException {
        List<String> spicy = rows("## Spicy").stream()
                .map(Row::number)
                .filter(number -> !number.equals("+"))
                .toList();
        List<String> wanted = new ArrayList<>();
        for (int row = 1; row <= SPICY_ROWS; row++) {
            wanted.add(String.valueOf(row));
        }
        assertThat(spicy).isEqualTo(wanted);
        assertThat(rows("## Haka").stream()
                        .map(row -> row.number().replaceFirst(" .*", ""))
                        .distinct())
                .isEqualTo(HAKA_ROWS);
    }

    @Test
    void aRowWithoutACaseSaysWhy() throws IOException {
        List<Row> all = new ArrayList<>(rows("## Spicy"));
        all.addAll(rows("## Haka"));
        assertThat(all)
                .allSatisfy(row ->
                        assertThat(row.cases() + row.remarks()).as(row.number()).isNotBlank());
    }

    private static Path file(String name) {
        if (name.startsWith("diagnostics/")) {
            return COMPILER.resolve(name + ".case");
        }
        return RESOURCES.resolve(name.startsWith("protocols/") ? name + ".case" : "cases/" + name + ".case");
    }

    private static List<Row> rows(String heading) throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean within = false;
        for (String line : Files.readAllLines(PAGE)) {
            within = line.startsWith("## ") ? line.equals(heading) : within;
            String[] cells = line.split("\\|", -1);
            if (within && cells.length == 6 && !line.startsWith("| # |") && !line.startsWith("|---")) {
                rows.add(new Row(cells[1].trim(), cells[3].trim(), cells[4].trim()));
            }
        }
        return rows;
    }
}
