package org.protospec.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.source.SourceFile;

/** Whatever a file's text is, it is answered with diagnostics, soon, and never with an exception. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrontEndFuzzTest {

    private static final long SEED = 20_260_101L;
    private static final int ROUNDS = 1500;
    private static final String[] PIECES = {
        ";",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "/",
        "/*",
        "*/",
        "${",
        ".",
        ":",
        "->",
        "??",
        "if ",
        "else ",
        "none",
        "u64",
        "message ",
        "state ",
        "on ",
        "0",
        "18446744073709551615",
        "\\",
        "\n",
        "\uD83D",
        "#",
        "it",
        "case ",
    };

    @Test
    void mutatedSpecsAreAnswered() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            String original = Cases.spec(i % 2 == 0 ? "smtp.proto-spec" : "everything.proto-spec")
                    .text();
            answered(mutate(original, random), i);
        }
    }

    @Test
    void truncatedSpecsAreAnswered() {
        String text = Cases.spec("everything.proto-spec").text();
        for (int length = 0; length < text.length(); length += 7) {
            answered(text.substring(0, length), length);
        }
    }

    @Test
    void deepTextsAreAnswered() {
        String protocol = "protocol p;\n";
        answered(protocol + "const A = " + "(".repeat(100_000), 0);
        answered(protocol + "const A = " + "-".repeat(100_000) + "1;", 1);
        answered(protocol + "const A = 1" + "+1".repeat(100_000) + ";", 2);
        answered(protocol + "message M { " + "optional { ".repeat(50_000), 3);
        answered(protocol + "message M { a: u8; if a == 1 { }" + " else if a == 1 { }".repeat(20_000) + " }", 4);
        answered(protocol + "const A = " + "1 ? ".repeat(20_000), 5);
    }

    private static String mutate(String original, Random random) {
        StringBuilder text = new StringBuilder(original);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int place = random.nextInt(text.length());
            int end = Math.min(text.length(), place + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(place, end);
                case 1 -> text.insert(place, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.replace(place, end, PIECES[random.nextInt(PIECES.length)]);
                default -> {
                    int from = random.nextInt(text.length());
                    text.insert(place, text.substring(from, Math.min(text.length(), from + random.nextInt(40))));
                }
            }
        }
        return text.toString();
    }

    private static void answered(String text, int round) {
        SourceFile file = new SourceFile("fuzz.proto-spec", text);
        try {
            SpecFrontEnd.Result result = SpecFrontEnd.analyse(List.of(file));
            DiagnosticRenderer.render(result.diagnostics().sorted());
            assertThat(result.specs().isEmpty() && !result.diagnostics().hasErrors())
                    .as("neither a model nor an error, seed %d, round %d", SEED, round)
                    .isFalse();
        } catch (RuntimeException | StackOverflowError e) {
            fail("seed " + SEED + ", round " + round + ":\n" + text.substring(0, Math.min(text.length(), 5000)), e);
        }
    }
}
