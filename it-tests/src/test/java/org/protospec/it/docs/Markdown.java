package org.protospec.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of the documentation, with its fenced blocks.
 *
 * @param file where it lies
 * @param lines its lines
 * @param blocks its blocks, in order
 */
record Markdown(Path file, List<String> lines, List<Block> blocks) {
    /** The project's root, seen from this module. */
    static final Path ROOT = Path.of("..");

    private static final String FENCE = "```";

    /**
     * A fenced block.
     *
     * @param kind the word behind the fence
     * @param line number of its first line of text, from 0
     * @param text its lines, each with its line feed
     */
    record Block(String kind, int line, String text) {
        int end() {
            return line + (int) text.lines().count();
        }
    }

    static Markdown read(String name) throws IOException {
        Path file = ROOT.resolve(name);
        List<String> lines = Files.readAllLines(file);
        List<Block> blocks = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            if (start < 0) {
                start = i;
                continue;
            }
            StringBuilder text = new StringBuilder();
            lines.subList(start + 1, i).forEach(line -> text.append(line).append('\n'));
            blocks.add(new Block(lines.get(start).substring(FENCE.length()).trim(), start + 1, text.toString()));
            start = -1;
        }
        if (start >= 0) {
            throw new IllegalArgumentException(file + ": the block of line " + (start + 1) + " has no end");
        }
        return new Markdown(file, List.copyOf(lines), List.copyOf(blocks));
    }

    List<Block> blocks(String kind) {
        return blocks.stream().filter(block -> block.kind().equals(kind)).toList();
    }

    /** Writes other text into the last blocks first, so that line numbers before them stay. */
    void replace(List<Block> replacements) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        List<Block> last = new ArrayList<>(replacements);
        last.sort((a, b) -> Integer.compare(b.line(), a.line()));
        for (Block each : last) {
            Block old = blocks.stream()
                    .filter(block -> block.line() == each.line())
                    .findFirst()
                    .orElseThrow();
            changed.subList(old.line(), old.end()).clear();
            changed.addAll(old.line(), each.text().lines().toList());
        }
        Files.write(file, changed);
    }
}
