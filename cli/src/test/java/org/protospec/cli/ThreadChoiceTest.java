package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.protospec.cli.RunOptions.Detail.EVENTS;
import static org.protospec.cli.RunOptions.Detail.QUIET;
import static org.protospec.cli.RunOptions.Detail.TRACE;
import static org.protospec.cli.ThreadChoice.LARGE;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadChoiceTest {
    /** What flows may hold. */
    private static final long MEMORY = 1 << 30;

    @TempDir
    Path folder;

    @Test
    void aQuietRunHasNothingToShareOnFewProcessors() {
        assertThat(ThreadChoice.asked(2, QUIET, 2)).isEqualTo(1);
        assertThat(ThreadChoice.asked(8, QUIET, 1)).isEqualTo(1);
        assertThat(ThreadChoice.asked(4, QUIET, 8)).isEqualTo(4);
        assertThat(ThreadChoice.asked(2, EVENTS, 2)).isEqualTo(2);
    }

    @Test
    void largeCapturesHaveTwoThreadsWhereEventsAreWritten() {
        assertThat(ThreadChoice.unasked(EVENTS, 2, LARGE)).isEqualTo(2);
        assertThat(ThreadChoice.unasked(TRACE, 8, LARGE)).isEqualTo(2);
        assertThat(ThreadChoice.unasked(EVENTS, 2, LARGE - 1)).isEqualTo(1);
        assertThat(ThreadChoice.unasked(EVENTS, 1, LARGE)).isEqualTo(1);
        assertThat(ThreadChoice.unasked(QUIET, 8, LARGE)).isEqualTo(1);
    }

    private int choice(String... words) throws Failure, IOException {
        return choice(2 * MEMORY, words);
    }

    private int choice(long heap, String... words) throws Failure, IOException {
        List<String> captures = List.of(file("one", LARGE / 2), "-", "no such file", "\0", file("other", LARGE / 2));
        return ThreadChoice.of(
                RunSyntax.SYNTAX.parse(List.of(words)), EVENTS, captures, MEMORY, new ThreadChoice.Host(2, heap));
    }

    /** A file that is as long and takes no room. */
    private String file(String name, long length) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }
        return file.toString();
    }

    @Test
    void allCapturesCountAndWhatNeedsOneThreadHasOne() throws Failure, IOException {
        assertThat(choice()).isEqualTo(2);
        assertThat(choice(2 * MEMORY - 1)).isEqualTo(1);
        assertThat(choice(MEMORY, "--threads", "3")).isEqualTo(3);
        assertThat(choice("--threads", "1")).isEqualTo(1);
        assertThat(choice("--threads", "3")).isEqualTo(3);
        assertThat(choice("--rule", "mail-content")).isEqualTo(1);
        assertThat(choice("--rules", "Mine.java")).isEqualTo(1);
        assertThat(choice("--pass", "out.pcap")).isEqualTo(1);
    }
}
