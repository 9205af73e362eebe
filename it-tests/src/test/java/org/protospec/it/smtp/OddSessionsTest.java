package org.protospec.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.limit.Limit;
import org.protospec.runtime.limit.Limits;
import org.protospec.smtp.Smtp;

/** SMTP as it is seen now and then: what no capture at hand holds. Each session is also played byte by byte. */
class OddSessionsTest {
    private static final String GREETING = "S 220 mail.example.com ready\r\n";
    private static final String[] TO_DATA = {
        GREETING,
        "C EHLO x\r\n",
        "S 250 hello\r\n",
        "C MAIL FROM:<a@x>\r\n",
        "S 250 ok\r\n",
        "C RCPT TO:<b@y>\r\n",
        "S 250 ok\r\n",
        "C DATA\r\n",
        "S 354 go ahead\r\n"
    };

    private static final Pattern REPLY =
            Pattern.compile("response replies=.* code=(\\d+)} command=.* answers=(?:none|(\\d+))");
    private static final Pattern COMMAND = Pattern.compile("command direction=\"up\" command=\\{ verb=\"([^\"]*)\".*");

    private Limits limits = Limits.defaults();

    @Test
    void authMayBeCancelled() {
        assertThat(replies(
                        GREETING,
                        "C AUTH LOGIN\r\n",
                        "S 334 VXNlcm5hbWU6\r\n",
                        "C *\r\n",
                        "S 501 cancelled\r\n",
                        "C auth plain AGEAYg==\r\n",
                        "S 235 welcome\r\n",
                        "C NOOP\r\n",
                        "S 250 ok\r\n"))
                .containsExactly("220 to -", "334 to 0", "501 to 1", "235 to 2", "250 to 3");
    }

    @Test
    void lmtpAnswersAMailOnceForEachRecipient() {
        List<String> lines = play(
                GREETING,
                "C LHLO x\r\n",
                "S 250-hello\r\n250 PIPELINING\r\n",
                "C MAIL FROM:<a@x>\r\nRCPT TO:<b@y>\r\nRCPT TO:<c@y>\r\nRCPT TO:<d@y>\r\nDATA\r\n",
                "S 250 ok\r\n250 ok\r\n550 who\r\n250 ok\r\n354 go\r\n",
                "C text\r\n.\r\nQUIT\r\n",
                "S 250 b has it\r\n452 d has no room\r\n221 bye\r\n");
        assertThat(replies(lines))
                .containsExactly(
                        "220 to -",
                        "250 to 0",
                        "250 to 1",
                        "250 to 2",
                        "550 to 3",
                        "250 to 4",
                        "354 to 5",
                        "250 to 5",
                        "452 to 5",
                        "221 to 6");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("mail "))
                .singleElement()
                .asString()
                .contains("accepted=true");
    }

    @Test
    void xclientAndEtrnAreCommandsAsOthers() {
        assertThat(replies(
                        GREETING,
                        "C XCLIENT NAME=spike.example ADDR=192.0.2.1\r\n",
                        "S 220 mail.example.com ready\r\n",
                        "C XFORWARD NAME=x\r\n",
                        "S 250 ok\r\n",
                        "C ETRN example.com\r\n",
                        "S 253 7 pending\r\n"))
                .containsExactly("220 to -", "220 to 0", "250 to 1", "253 to 2");
    }

    @Test
    void bareLineFeedsEndAMailOnlyIfTheServerTookThemSo() {
        for (String end : List.of("\n.\n", "\n.\r\n", "\r\n.\n")) {
            List<String> smuggled = play(data("one" + end + "MAIL FROM:<evil@x>\r\n.\r\n", "S 250 taken\r\n"));
            assertThat(content(smuggled)).as("not taken for the end").containsExactly("COMPLETE");
            assertThat(commands(smuggled)).hasSize(4);
            List<String> taken = play(data("one" + end, "S 250 taken\r\n", "C MAIL FROM:<evil@x>\r\n", "S 250 ok\r\n"));
            assertThat(content(taken)).as("taken for the end").containsExactly("LENIENT");
            assertThat(replies(taken)).endsWith("250 to 3", "250 to 4");
        }
    }

    /** Reassembly hands on an answer behind its question, as of its own packet; a merged capture may hold that before. */
    @Test
    void theAnswerToABareLineFeedMayHaveAnEarlierPacketThanThat() {
        List<Recording.Call> calls = calls(data("one\n.\n", "S 250 taken\r\n"));
        int last = calls.size() - 1;
        Recording.Call.Data answer = (Recording.Call.Data) calls.get(last);
        calls.set(last, new Recording.Call.Data(answer.direction(), answer.bytes(), answer.packet() - 2));
        List<String> lines = play(calls);
        assertThat(content(lines)).containsExactly("LENIENT");
        assertThat(replies(lines)).endsWith("250 to 3");
    }

    @Test
    void aReplyOfWhichAPartCameBeforeTheBareLineFeedAnswersIt() {
        List<String> lines = play(data("one\n", "S 250 ta", "C .\n", "S ken\r\n"));
        assertThat(content(lines)).containsExactly("LENIENT");
        assertThat(replies(lines)).endsWith("250 to 3");
    }

    @Test
    void commandsWithoutAnAnswerAreBoundedByName() {
        StringBuilder commands = new StringBuilder("C ");
        for (int i = 0; i < 10_000; i++) {
            commands.append("RCPT TO:<recipient").append(i).append("@example.com>\r\n");
        }
        List<String> lines = play(GREETING, commands.toString());
        assertThat(lines)
                .filteredOn(line -> line.startsWith("parse_error"))
                .singleElement()
                .asString()
                .contains("262144 deferred-bytes");
        assertThat(lines).last().isEqualTo("state fail");
    }

    @Test
    void repliesWithoutCommandsAnswerNothing() {
        assertThat(replies(GREETING, "S " + "250 ok\r\n".repeat(10_000)))
                .hasSize(10_001)
                .allMatch(it -> it.endsWith(" to -"));
    }

    @Test
    void aLineThatNeverEndsIsGivenUpAndTheNextOneTaken() {
        List<String> up = play(GREETING, "C " + "x".repeat(100_000), "C \r\nNOOP\r\n", "S 500 what\r\n250 ok\r\n");
        assertThat(up).filteredOn(line -> line.startsWith("parse_error")).hasSize(1);
        assertThat(up).filteredOn(line -> line.startsWith("resync")).hasSize(1);
        assertThat(commands(up)).containsExactly("NOOP");
        List<String> down = play(GREETING, "C NOOP\r\n", "S 250 " + "x".repeat(100_000), "S \r\n250 ok\r\n");
        assertThat(down).filteredOn(line -> line.startsWith("resync")).hasSize(1);
        assertThat(replies(down)).containsExactly("220 to -", "250 to 0");
    }

    @Test
    void tlsFromTheFirstByteIsToldOnce() {
        String hello = "C \u0016\u0003\u0001\u0002\u0000\u0001\r\nxx\nyy\n\u0016\u0003";
        for (String[] session : List.of(
                new String[] {hello, "S \u0016\u0003\u0003\u0000\u0002zz\r\n\n"},
                new String[] {GREETING, hello, "S 500 what\r\n", "C more\r\nmore\n"})) {
            List<String> lines = play(session);
            assertThat(lines).filteredOn(line -> line.startsWith("parse_error")).hasSize(1);
            assertThat(lines).filteredOn(line -> line.startsWith("alert")).hasSize(1);
            assertThat(lines).last().isEqualTo("state tls");
        }
    }

    @Test
    void aChunkThatIsRefusedIsSentAllTheSame() {
        List<String> lines = play(
                GREETING,
                "C BDAT 10\r\nMAIL FROM:\nRSET\r\nBDAT 12x\r\n",
                "S 503 no transaction\r\n250 ok\r\n501 syntax\r\n");
        assertThat(commands(lines)).containsExactly("BDAT", "", "RSET", "BDAT");
    }

    @Test
    void whatIsSaidAfterTheServerClosesIsToldAndAnswersNothing() {
        List<String> lines = play(GREETING, "C MAIL FROM:<a@x>\r\nRCPT TO:<b@y>\r\nDATA\r\n", "S 421 too busy\r\n");
        assertThat(commands(lines)).containsExactly("MAIL", "RCPT", "DATA");
        assertThat(content(lines)).isEmpty();
        assertThat(replies(lines)).containsExactly("220 to -", "421 to 0");
    }

    @Test
    void aMailGoesOnWhateverTheServerSaysInTheMiddle() {
        List<String> lines =
                play(data("one\r\n", "S 451 slow down\r\n", "C MAIL FROM:<quoted@x>\r\n.\r\n", "S 250 taken\r\n"));
        assertThat(content(lines)).containsExactly("COMPLETE");
        assertThat(replies(lines)).endsWith("451 to -", "250 to 3");
    }

    @Test
    void behindALostLineOnlyAVerbInUseIsACommand() {
        List<String> lines = play(
                GREETING,
                "C EHLO x\r\n",
                "S 250 hello\r\n",
                "Cgap 30",
                "C ple.com>\r\nRCPT TO:<b@y>\r\n",
                "S 250 ok\r\n",
                "Cgap 17",
                "C DATA\r\n",
                "S 354 go\r\n");
        assertThat(commands(lines)).containsExactly("EHLO", "RCPT", "DATA");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("alert"))
                .singleElement()
                .asString()
                .contains("behind missing bytes");
        assertThat(replies(lines)).containsExactly("220 to -", "250 to 0", "250 to 1", "354 to 2");
    }

    @Test
    void theAnswerToAMailTellsThatTheOneToItsDataIsMissing() {
        List<String> lines = play(
                GREETING,
                "C MAIL FROM:<a@x>\r\n",
                "S 250 ok\r\n",
                "C RCPT TO:<b@y>\r\n",
                "S 250 ok\r\n",
                "C DATA\r\n",
                "Sgap 14",
                "C QUIT\r\nNOOP\r\n.\r\n",
                "S 250 taken\r\n",
                "C QUIT\r\n",
                "S 221 bye\r\n");
        assertThat(commands(lines)).containsExactly("MAIL", "RCPT", "DATA", "QUIT");
        assertThat(replies(lines)).containsExactly("220 to -", "250 to 0", "250 to 1", "250 to 2", "221 to 3");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("mail "))
                .singleElement()
                .asString()
                .contains("bytes=12 accepted=true");
    }

    @Test
    void aMailMayBeLongerThanAnyMessageAndALineMayNot() {
        limits = Limits.defaults().with(Limit.MESSAGE_BYTES, 1_000).with(Limit.DEFERRED_BYTES, 5_000);
        List<String> lines = play(data(
                "line\r\n".repeat(3_000) + ".\r\n",
                "S 250 ok\r\n",
                "C NOOP " + "x".repeat(2_000) + "\r\nNOOP\r\n",
                "S 500 what\r\n250 ok\r\n"));
        assertThat(content(lines)).containsExactly("COMPLETE");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("parse_error"))
                .singleElement()
                .asString()
                .contains("1000 message-bytes");
        assertThat(commands(lines)).endsWith("NOOP");
    }

    @Test
    void aGapAnywhereMeansTheSameHoweverTheRestIsCut() {
        String[] steps = data(
                "one\r\n..two\r\n.\r\n",
                "S 250 taken\r\n",
                "C BDAT 12 LAST\r\nsix\r\nand 6\r\nAUTH LOGIN\r\n",
                "S 250 taken\r\n334 who\r\n",
                "C me\r\nQUIT\r\n",
                "S 535 no\r\n221 bye\r\n");
        for (int step = 0; step < steps.length; step++) {
            String bytes = steps[step].substring(2);
            for (int from = 0; from < bytes.length(); from++) {
                for (int to : new int[] {from + 1, (from + bytes.length() + 1) / 2, bytes.length()}) {
                    assertThat(play(withGap(steps, step, from, to)))
                            .last()
                            .asString()
                            .startsWith("state ");
                }
            }
        }
    }

    private static String[] withGap(String[] steps, int step, int from, int to) {
        List<String> all = new ArrayList<>(List.of(steps));
        String side = steps[step].substring(0, 1);
        String bytes = steps[step].substring(2);
        all.remove(step);
        if (to < bytes.length()) {
            all.add(step, side + " " + bytes.substring(to));
        }
        all.add(step, side + "gap " + (to - from));
        if (from > 0) {
            all.add(step, side + " " + bytes.substring(0, from));
        }
        return all.toArray(new String[0]);
    }

    private static String[] data(String first, String... more) {
        List<String> steps = new ArrayList<>(List.of(TO_DATA));
        steps.add("C " + first);
        steps.addAll(List.of(more));
        return steps.toArray(new String[0]);
    }

    /** The events of a session, of which each step is a packet. */
    private List<String> play(String... steps) {
        return play(calls(steps));
    }

    private static List<Recording.Call> calls(String... steps) {
        List<Recording.Call> calls = new ArrayList<>();
        for (String step : steps) {
            Direction direction = step.startsWith("C") ? Direction.UP : Direction.DOWN;
            long packet = calls.size() + 2L;
            calls.add(
                    step.startsWith("gap ", 1)
                            ? new Recording.Call.Missing(direction, Long.parseLong(step.substring(5)), packet)
                            : new Recording.Call.Data(
                                    direction, step.substring(2).getBytes(StandardCharsets.ISO_8859_1), packet));
        }
        return calls;
    }

    private List<String> play(List<Recording.Call> calls) {
        calls.add(new Recording.Call.End(EndReason.END_OF_CAPTURE, calls.size() + 2L));
        Recording recording = new Recording("odd", false, calls);
        Replay replay = new Replay(new Smtp(), limits);
        String whole =
                replay.play(recording, Replay.WHOLE, EventText.Packets.NAMED).toString();
        assertThat(replay.play(recording, Replay.BYTES, EventText.Packets.NAMED))
                .hasToString(whole);
        return whole.lines().map(line -> line.replaceFirst("^#\\d+ ", "")).toList();
    }

    private List<String> replies(String... steps) {
        return replies(play(steps));
    }

    private static List<String> replies(List<String> lines) {
        return lines.stream()
                .map(REPLY::matcher)
                .filter(Matcher::matches)
                .map(it -> it.group(1) + " to " + (it.group(2) == null ? "-" : it.group(2)))
                .toList();
    }

    private static List<String> commands(List<String> lines) {
        return lines.stream()
                .map(COMMAND::matcher)
                .filter(Matcher::matches)
                .map(it -> it.group(1))
                .toList();
    }

    private static List<String> content(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("mail_content ") && !line.endsWith(" begins"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }
}
