package org.protospec.it.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.protospec.it.smtp.AllocatedBytes;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/** Functions in Java that allocate nothing are called without allocating anything. */
class ExternAllocationTest {
    private static final int MESSAGES = 20_000;

    private static final String SPEC = """
            protocol demo;

            extern fn weight(word: text) -> u16;
            extern fn trimmed(word: text) -> text;
            extern fn domain_of(word: text) -> text?;
            extern filter same;

            message M {
                word: bytes until ";" as trimmed;
                number: u8 as double;
                rest: bytes until "\\n" decode same;
                let weight = weight(word) + weight(trimmed(rest));
                let same = trimmed(word) == trimmed(rest);
                let domain = domain_of(word) ?? domain_of(rest) ?? "none";
                require weight > 0 : "something";
            }

            extern fn double(n: u8) -> u16;
            """;

    private static final String JAVA = """
            import org.jspecify.annotations.Nullable;
            import org.protospec.runtime.bytes.Slice;
            import org.protospec.runtime.parse.Filter;

            public final class Quiet implements DemoExterns {
                @Override
                public int weight(Slice word) {
                    return word.length();
                }

                @Override
                public Slice trimmed(Slice word) {
                    return word.trim();
                }

                @Override
                public @Nullable Slice domainOf(Slice word) {
                    return word.indexOf('@') < 0 ? null : word.after('@');
                }

                @Override
                public int double_(int n) {
                    return 2 * n;
                }

                @Override
                public Filter same() {
                    return new Filter() {
                        @Override
                        public void decode(byte[] bytes, int from, int to, Target target) {
                            target.piece(bytes, from, to);
                        }
                    };
                }
            }
            """;

    @Test
    void callsAllocateNothing() throws Exception {
        CaseFile file = new CaseFile(Path.of("quiet"), "quiet", "", SPEC, "", List.of(), JAVA, List.of(), "", "");
        CompiledCases cases = CompiledCases.of(List.of(file));
        CompiledCases.Compiled compiled = cases.get(file);
        assertThat(compiled.diagnostics() + compiled.problem()).isEmpty();
        MessageParser<?> parser = new MessageRun(cases, compiled).parser("M");
        byte[] bytes = " a@b.example ;7rest\n".getBytes(StandardCharsets.US_ASCII);
        Input in = Input.of(bytes, 0, 0);
        read(parser, in, bytes, MESSAGES);
        assertThat(FieldText.of(parser.message()))
                .isEqualTo(
                        "{word: \"a@b.example\", number: 110, rest: \"rest\", weight: 15, same: false, domain: \"b.example\"}");
        long allocated = AllocatedBytes.of(() -> read(parser, in, bytes, MESSAGES));
        assertThat((double) allocated / MESSAGES).isLessThan(1);
    }

    private static void read(MessageParser<?> parser, Input in, byte[] bytes, int messages) {
        for (int i = 0; i < messages; i++) {
            in.datagram(bytes, 0, bytes.length);
            parser.start(in);
            if (parser.parse(in) != Progress.DONE) {
                throw new AssertionError(parser.error("demo", "", 1).toString());
            }
        }
    }
}
