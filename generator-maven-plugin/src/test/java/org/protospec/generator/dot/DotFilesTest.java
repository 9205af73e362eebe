package org.protospec.generator.dot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.protospec.generator.Golden;
import org.protospec.generator.check.Specs;
import org.protospec.generator.model.Spec;

class DotFilesTest {

    private static final Spec SMTP = Specs.resource("/dot/smtp.proto-spec");
    private static final Spec SMALL = Specs.resource("/dot/small.proto-spec");

    @Test
    void smallMachineIsDrawnAsInTheGolden() {
        Golden.compare("/dot/small-state-machine.dot", StateMachineDot.of(SMALL).orElseThrow());
    }

    @Test
    void smallGrammarIsDrawnAsInTheGolden() {
        Golden.compare("/dot/small-grammar.dot", GrammarDot.of(SMALL));
    }

    @Test
    void everyStateIsANodeAndEveryJumpAnEdge() {
        String dot = StateMachineDot.of(SMTP).orElseThrow();
        for (String state :
                List.of("session_initiation", "client_initiation", "command", "response", "finish", "fail")) {
            assertThat(lines(dot, "  \"" + state + "\" [label=")).as(state).hasSize(1);
        }
        assertThat(lines(dot, "  \"response\" -> ")).hasSize(4);
        assertThat(lines(dot, "  \"response\" -> \"finish\"")).hasSize(2);
        assertThat(lines(dot, "  \"any state\" -> \"fail\"")).hasSize(2);
        assertThat(lines(dot, "  \"(start)\" -> \"session_initiation\"")).hasSize(1);
        assertThat(lines(dot, "  \"(midstream)\" -> \"command\"")).hasSize(1);
    }

    @Test
    void statesSayWhatTheyExpectAndWhatStaysInThem() {
        String dot = StateMachineDot.of(SMTP).orElseThrow();
        assertThat(lines(dot, "  \"response\" [")).singleElement().asString().contains("up: defer", "down: Replies");
        assertThat(lines(dot, "  \"chunk\" [")).singleElement().asString().contains("up: MailChunk(size)");
        assertThat(lines(dot, "  \"any state\" ["))
                .singleElement()
                .asString()
                .contains("timeout 5min / alert low", "fail / drop");
    }

    @Test
    void edgesSayEventGuardAndActions() {
        String dot = StateMachineDot.of(SMTP).orElseThrow();
        assertThat(lines(dot, "  \"response\" -> \"data_transmission\""))
                .singleElement()
                .asString()
                .contains(
                        "<b>down(r)</b>",
                        "[pending.verb == &quot;DATA&quot;",
                        "&amp;&amp; r.code == 354]",
                        "emit response");
    }

    @Test
    void countsAreWrittenToStatesAndTransitions() {
        Counts counts = new Counts(
                Map.of("command", 12_345L),
                Map.of(Counts.key("response", 3), 99L, Counts.key(Counts.ANY_STATE, 0), 7L));
        String dot = StateMachineDot.of(SMTP, counts).orElseThrow();
        assertThat(lines(dot, "  \"command\" [")).singleElement().asString().contains("entered 12,345\u00d7");
        assertThat(lines(dot, "  \"response\" -> \"command\""))
                .singleElement()
                .asString()
                .contains("<b>99\u00d7</b>", "penwidth=6.00");
        assertThat(lines(dot, "  \"response\" -> \"data_transmission\""))
                .singleElement()
                .asString()
                .contains("<b>0\u00d7</b>", "penwidth=0.50");
        assertThat(lines(dot, "  \"any state\" [")).singleElement().asString().contains("alert low <b>7\u00d7</b>");
        assertThat(StateMachineDot.of(SMTP).orElseThrow()).doesNotContain("\u00d7", "penwidth");
    }

    @Test
    void grammarHasAClusterPerMessageAndDrawsNothingTwice() {
        String dot = GrammarDot.of(SMTP);
        for (String message : List.of("Command", "Reply", "Replies", "MailData", "MailChunk")) {
            assertThat(lines(dot, "subgraph \"cluster " + message + "\" {"))
                    .as(message)
                    .hasSize(1);
        }
        assertThat(lines(dot, "\"Replies.1\" -> \"Reply.1\" [style=dashed")).hasSize(1);
        assertThat(lines(dot, "\"Replies.1\" -> \"Replies.1\" ["))
                .singleElement()
                .asString()
                .contains("until");
        assertThat(lines(dot, "\"event mail_content\" [")).hasSize(1);
        assertThat(lines(dot, "\"MailData.1\" -> \"event mail_content\"")).hasSize(1);
        assertThat(lines(dot, "\"MailChunk.1\" -> \"event mail_content\"")).hasSize(1);
    }

    @Test
    void optionalPartsAreADecisionOverWhatTheyBeginWith() {
        String dot = GrammarDot.of(SMTP);
        assertThat(lines(dot, "\"Command.2\" [shape=diamond"))
                .singleElement()
                .asString()
                .contains("next: WS");
        assertThat(lines(dot, "\"Command.2\" -> \"Command.3\""))
                .singleElement()
                .asString()
                .contains("yes");
        assertThat(lines(dot, "\"Command.2\" -> \"Command.5\""))
                .singleElement()
                .asString()
                .contains("no");
        assertThat(lines(dot, "\"Command.4\" -> \"Command.5\"")).hasSize(1);
    }

    @Test
    void choicesAttemptsAndUnionsAreDecisions() {
        String dot = GrammarDot.of(Specs.compile("""
                protocol demo;
                message M {
                    choice { a: "get"; { "put"; n: u8; } default: x: u8; }
                    try { p: "x"; } or { q: "y"; }
                    union { u: u8; v: u16; }
                }
                """));
        assertThat(lines(dot, "\"M.1\" ->")).hasSize(3);
        assertThat(lines(dot, "\"M.1\" -> \"M.3\"")).singleElement().asString().contains("put");
        assertThat(lines(dot, "\"M.1\" -> \"M.5\"")).singleElement().asString().contains("anything else");
        assertThat(lines(dot, "\"M.6\" ->")).hasSize(2).last().asString().contains("or");
        assertThat(lines(dot, "\"M.9\" ->")).hasSize(2).last().asString().contains("and");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dot/smtp.proto-spec", "/dot/small.proto-spec"})
    void graphvizReadsThePicturesAndShowsTheTextsAsTheyWereWritten(String name)
            throws IOException, InterruptedException {
        Spec spec = Specs.resource(name);
        Counts counts = new Counts(Map.of("idle", 1L), Map.of(Counts.key("idle", 0), 2L));
        for (String dot : List.of(
                StateMachineDot.of(spec).orElseThrow(),
                StateMachineDot.of(spec, counts).orElseThrow(),
                GrammarDot.of(spec))) {
            assertThat(svg(dot)).contains("</svg>");
        }
        String text = text(svg(GrammarDot.of(spec)));
        assertThat(text).contains(name.contains("smtp") ? "/[^\\r\\n]*/" : "/[^\\\\]+/");
        assertThat(text).contains(name.contains("smtp") ? "/\\.\\r\\n/ at line_start" : "\"<&>\"");
    }

    @Test
    void picturesOfEqualSpecsAreEqual() {
        Spec again = Specs.resource("/dot/smtp.proto-spec");
        assertThat(StateMachineDot.of(again)).isEqualTo(StateMachineDot.of(SMTP));
        assertThat(GrammarDot.of(again)).isEqualTo(GrammarDot.of(SMTP));
    }

    @Test
    void aSpecWithoutAMachineHasNoPictureOfOne() {
        assertThat(StateMachineDot.of(Specs.compile("protocol p; message M { a: u8; }")))
                .isEmpty();
    }

    private static List<String> lines(String dot, String start) {
        return Stream.of(dot.split("\n"))
                .filter(line -> line.startsWith(start) || line.strip().startsWith(start))
                .toList();
    }

    /** Runs graphviz, and fails on anything that it complains of. */
    private static String svg(String dot) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("dot", "-Tsvg").start();
        } catch (IOException e) {
            assumeThat(e).as("graphviz is not installed").isNull();
            throw e;
        }
        try (var in = process.getOutputStream()) {
            in.write(dot.getBytes(StandardCharsets.UTF_8));
        }
        String svg = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(complaints).isZero();
        assertThat(complaints).doesNotContain("Error", "syntax");
        return svg;
    }

    /** What stands in the picture, a line each. */
    private static String text(String svg) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = Pattern.compile("<text[^>]*>([^<]*)</text>").matcher(svg);
        while (matcher.find()) {
            out.append(matcher.group(1)
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&quot;", "\"")
                            .replace("&#160;", " ")
                            .replace("&#45;", "-")
                            .replace("&amp;", "&"))
                    .append('\n');
        }
        return out.toString();
    }
}
