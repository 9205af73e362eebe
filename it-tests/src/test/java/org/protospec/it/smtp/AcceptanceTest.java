package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.it.captures.Captures;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;

/** The tutorial's capture gives what the tutorial says, with its two rules as well. */
class AcceptanceTest {
    @TempDir
    private Path folder;

    private static Path capture() {
        return Captures.shared().resolve("smtp/haka__smtp.pcap");
    }

    private static List<String> told(List<Json> events) {
        List<String> told = new ArrayList<>();
        for (Json each : events) {
            if (each.text("event").equals("command")) {
                Json command = each.at("command");
                told.add(command.text("verb") + " " + command.textOrNull("parameter"));
            } else if (each.text("event").equals("response")) {
                for (Json line : each.at("replies").elements("lines")) {
                    told.add(line.number("code") + " " + line.text("text"));
                }
            }
        }
        return told;
    }

    @Test
    void commandsAndResponses() {
        InProcess run = InProcess.run("run", "smtp", "--json", capture());
        assertThat(told(run.json()))
                .containsExactly(
                        "220 metasploitable.localdomain ESMTP Postfix (Ubuntu)",
                        "HELO some_domain",
                        "250 metasploitable.localdomain",
                        "MAIL FROM: hacker@suspicious.org",
                        "250 2.1.0 Ok",
                        "RCPT TO: backup",
                        "250 2.1.5 Ok",
                        "DATA null",
                        "354 End data with <CR><LF>.<CR><LF>",
                        "250 2.0.0 Ok: queued as 2E1B4C934",
                        "QUIT null",
                        "221 2.0.0 Bye");
        assertThat(run.json("command")).hasSize(5);
        assertThat(run.json("response")).hasSize(7);
        assertThat(run.json("mail")).singleElement().satisfies(mail -> {
            assertThat(mail.text("from")).isEqualTo("hacker@suspicious.org");
            assertThat(mail.elements("to")).containsExactly(new Json("backup"));
            assertThat(mail.flag("accepted")).isTrue();
            assertThat(mail.number("code")).isEqualTo(250);
        });
        assertThat(run.json("alert")).isEmpty();
        assertThat(run.json("parse_error")).isEmpty();
    }

    @Test
    void theSpamFilterAlertsOnceAndPassesWhatIsLeft() throws IOException {
        Path passed = folder.resolve("passed.pcap");
        InProcess run = InProcess.run(
                "run", "smtp", "--json", "--rule", "spam-filter:domain=suspicious.org", "--pass", passed, capture());
        assertThat(run.json("alert")).singleElement().satisfies(alert -> {
            assertThat(alert.text("severity")).isEqualTo("low");
            assertThat(alert.text("description")).isEqualTo("forbidden mail domain");
            assertThat(alert.number("packet")).isEqualTo(24);
        });
        assertThat(run.json("summary").get(0).number("packets")).isEqualTo(48);
        assertThat(Files.readAllBytes(passed))
                .isEqualTo(Files.readAllBytes(capture().resolveSibling("haka__workshop-smtp-spam_filter-ref.pcap")));
        try (Capture left = Capture.open(passed)) {
            Packet packet = new Packet();
            int packets = 0;
            while (left.next(packet)) {
                packets++;
            }
            assertThat(packets).isEqualTo(25);
        }
    }

    @Test
    void mailContentPrintsTheTwoLines() {
        InProcess run = InProcess.run("run", "smtp", "--quiet", "--rule", "mail-content", capture());
        assertThat(run.status()).isZero();
        assertThat(run.out().replace("\r", "").lines())
                .containsExactly(
                        "== Mail Content ==", "BLA BLA BLA ...", "MORE BLA BLA BLA ...", "== End Mail Content ==");
    }
}
