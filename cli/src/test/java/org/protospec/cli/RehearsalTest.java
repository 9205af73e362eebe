package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the archive of class data is made of. */
class RehearsalTest {
    @Test
    void nothingIsPrinted() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Rehearsal.main(
                    new String[] {Path.of("..", "samples", "smtp-auth.pcap").toString()});
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theScriptStartsIt() throws IOException {
        assertThat(Files.readString(Path.of("..", "protospec"))).contains(Rehearsal.class.getName());
    }
}
