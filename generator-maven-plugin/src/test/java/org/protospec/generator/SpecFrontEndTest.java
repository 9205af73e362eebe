package org.protospec.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.model.Transition;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.SourceFile;

/** The model of specs without mistakes. */
class SpecFrontEndTest {

    private static Spec analyse(SourceFile file) {
        SpecFrontEnd.Result result = SpecFrontEnd.analyse(List.of(file));
        assertThat(DiagnosticRenderer.render(result.diagnostics().sorted())).isEmpty();
        return result.specs().get(0);
    }

    private static Spec analyse(String text) {
        return analyse(new SourceFile("test.proto-spec", "protocol test;\n" + text));
    }

    private static MessageDef message(Spec spec, String name) {
        return spec.messages().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Field field(MessageDef message, String name) {
        return message.fields().stream()
                .filter(f -> f.name().equals(Optional.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private static MessageDef.Let let(MessageDef message, String name) {
        return message.lets().stream()
                .filter(l -> l.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void smtpIsResolved() {
        Spec spec = analyse(Cases.spec("smtp.proto-spec"));
        assertThat(spec.doc()).startsWith("Simple Mail Transfer Protocol");
        assertThat(spec.bindings().get(0).numbers()).containsExactly(25L, 587L, 2525L);
        assertThat(spec.messages()).extracting(MessageDef::name).startsWith("Command", "Reply", "Replies");
        Field parameter = field(message(spec, "Command"), "parameter");
        assertThat(parameter.conditional()).isTrue();
        assertThat(parameter.type()).isEqualTo(new Type.TextType());
        assertThat(field(message(spec, "Reply"), "code").type()).isEqualTo(Type.IntType.ofBits(16, false));
        // The first element of an array "until" is always there.
        assertThat(let(message(spec, "Replies"), "code").type()).isEqualTo(Type.IntType.ofBits(16, false));
        MachineDef machine = spec.machine().orElseThrow();
        assertThat(machine.states().get(machine.initial()).name()).isEqualTo("session_initiation");
        assertThat(machine.midstream()).isEqualTo(OptionalInt.of(2));
        assertThat(machine.shared())
                .extracting(t -> t.trigger().timeoutMillis())
                .containsExactly(300_000L, 0L, 0L);
        Transition first = machine.states().get(0).transitions().get(0);
        assertThat(first.target()).contains(new Transition.Target.ToState(1));
        FieldType data = field(message(spec, "MailData"), "content").encoding();
        assertThat(data).isInstanceOfSatisfying(FieldType.BytesField.class, b -> {
            assertThat(b.stream()).isPresent();
            assertThat(b.filters())
                    .containsExactly(new FieldType.FilterUse(
                            new FieldType.Decoder.BuiltIn(FieldType.Filter.DOT_UNSTUFF), Optional.empty()));
            assertThat(b.end()).isInstanceOfSatisfying(BytesEnd.Until.class, u -> {
                assertThat(u.atLineStart()).isTrue();
                assertThat(u.orEnd()).isFalse();
                assertThat(u.tokens())
                        .singleElement()
                        .satisfies(token ->
                                assertThat(spec.tokens().get(token).text()).isEqualTo("\\.\\r\\n"));
            });
        });
    }

    @Test
    void everyConstructIsResolved() {
        Spec spec = analyse(Cases.spec("everything.proto-spec"));
        assertThat(spec.doc()).isEqualTo("Every construct of the language once.\n\nSecond paragraph.");
        assertThat(spec.bindings())
                .extracting(Spec.Binding::layer)
                .containsExactly("tcp", "udp", "link", "ethernet", "ip");
        assertThat(spec.order()).isEqualTo(ByteOrder.LITTLE);
        assertThat(spec.enums().get(0).items().get(0).doc()).isEqualTo("Stop.");
        assertThat(spec.enums().get(0).items().get(1).value()).isEqualTo(BigInteger.valueOf(17));
        MessageDef header = message(spec, "Header");
        assertThat(field(header, "high").encoding()).isEqualTo(new FieldType.IntField(4, false, ByteOrder.BIG));
        assertThat(field(header, "length").encoding()).isEqualTo(new FieldType.IntField(16, false, ByteOrder.LITTLE));
        assertThat(field(header, "big").encoding()).isEqualTo(new FieldType.IntField(24, false, ByteOrder.BIG));
        assertThat(field(header, "word").max()).isEqualTo(OptionalLong.of(10));
        assertThat(field(header, "number").conversion())
                .contains(new Conversion.ToInt(16, Type.IntType.ofBits(64, true)));
        assertThat(let(header, "kind").type()).isEqualTo(Type.IntType.of(0, 255));
        assertThat(spec.signatures()).hasSize(2);
        assertThat(spec.signatures().get(0).doc()).isEqualTo("Words may stand between.");
        assertThat(spec.signatures().get(0).down().orElseThrow().max()).hasValue(20);
        assertThat(spec.signatures().get(1).up()).isEmpty();

        MessageDef words = message(spec, "BodyWords");
        assertThat(words.parent())
                .isEqualTo(OptionalInt.of(message(spec, "Body").id()));
        Field total = field(words, "total");
        assertThat(total.condition().orElseThrow())
                .isInstanceOfSatisfying(
                        Expr.Binary.class,
                        b -> assertThat(b.left())
                                .isInstanceOfSatisfying(
                                        Expr.FieldRef.class,
                                        f -> assertThat(f.depth()).isEqualTo(1)));
        MachineDef machine = spec.machine().orElseThrow();
        assertThat(machine.vars().get(3).max()).isEqualTo(OptionalLong.of(10));
        assertThat(machine.vars().get(1).doc()).isEqualTo("How many.");
        assertThat(machine.states().get(0).doc()).isEqualTo("Where it begins.");
        assertThat(machine.states().get(0).transitions().get(3).doc()).isEqualTo("The usual way.");
    }

    @Test
    void idsAreIndices() {
        for (String name : List.of("smtp.proto-spec", "everything.proto-spec")) {
            Spec spec = analyse(Cases.spec(name));
            for (int i = 0; i < spec.messages().size(); i++) {
                MessageDef message = spec.messages().get(i);
                assertThat(message.id()).isEqualTo(i);
                for (int j = 0; j < message.fields().size(); j++) {
                    assertThat(message.fields().get(j).index()).isEqualTo(j);
                }
            }
            for (int i = 0; i < spec.tokens().size(); i++) {
                assertThat(spec.tokens().get(i).id()).isEqualTo(i);
            }
        }
    }

    @Test
    void identicalPatternsInPlaceAreOneToken() {
        Spec spec = analyse("token CRLF = /\\r\\n/; token SHORT = /x/ max 3;\n"
                + "message M { a: /\\r\\n/; b: \"y\"; \"y\"; \"y\" ignorecase; /x/; bytes until \"y\"; }");
        assertThat(spec.tokens())
                .extracting(TokenDef::displayName)
                .containsExactly("CRLF", "SHORT", "\"y\"", "\"y\" ignorecase", "/x/");
    }

    @Test
    void rangesAreFollowedThroughExpressions() {
        MessageDef m = message(
                analyse("message M { a: u8; b: i16; c: u64;\n"
                        + "let sum = a + b; let product = a * b; let quotient = a / b; let rest = b % 10;\n"
                        + "let masked = c & 0xff; let ored = a | 0x100; let shifted = a << 4; let less = -a; }"),
                "M");
        assertThat(let(m, "sum").type()).isEqualTo(Type.IntType.of(-32768, 33022));
        assertThat(let(m, "product").type()).isEqualTo(Type.IntType.of(-32768 * 255L, 32767 * 255L));
        assertThat(let(m, "quotient").type()).isEqualTo(Type.IntType.of(-255, 255));
        assertThat(let(m, "rest").type()).isEqualTo(Type.IntType.of(-9, 9));
        assertThat(let(m, "masked").type()).isEqualTo(Type.IntType.of(0, 255));
        assertThat(let(m, "ored").type()).isEqualTo(Type.IntType.of(0, 511));
        assertThat(let(m, "shifted").type()).isEqualTo(Type.IntType.of(0, 255 * 16));
        assertThat(let(m, "less").type()).isEqualTo(Type.IntType.of(-255, 0));
    }

    @Test
    void bitOperatorsBindTighterThanComparisonsAndDefaultsToo() {
        MessageDef m = message(
                analyse("message M { a: u8; b: u8 if a & 1 == 1; let c = b ?? 0 == 0; let d = 1 + 2 * 3 == 7; }"), "M");
        assertThat(let(m, "c").type()).isEqualTo(new Type.FlagType());
        assertThat(let(m, "d").value())
                .isInstanceOfSatisfying(
                        Expr.FlagLiteral.class, f -> assertThat(f.value()).isTrue());
    }

    @Test
    void whatIsReadInABranchIsThereInItAndMayBeAbsentBehindIt() {
        MessageDef m = message(
                analyse("message M { a: u8; if a == 1 { b: u8; c: bytes[b]; let d = b; } let e = b; let f = d; }"),
                "M");
        assertThat(let(m, "d").type()).isEqualTo(Type.IntType.of(0, 255));
        assertThat(let(m, "e").type()).isEqualTo(Type.IntType.of(0, 255).optional());
        assertThat(let(m, "f").type()).isEqualTo(Type.IntType.of(0, 255).optional());
    }

    @Test
    void anElementIsCertainOnlyWithinTheLeastLength() {
        MessageDef m = message(
                analyse(
                        "message M { a: u8[2]; let b = a[1]; let c = a[2]; n: u8; d: u8[n]; let e = d[0]; let f = a[n];\n"
                                + "g: u8[] while it != 0; let h = g[0]; }"),
                "M");
        assertThat(let(m, "b").type().isOptional()).isFalse();
        assertThat(let(m, "c").type().isOptional()).isTrue();
        assertThat(let(m, "e").type().isOptional()).isTrue();
        assertThat(let(m, "f").type().isOptional()).isTrue();
        assertThat(let(m, "h").type().isOptional()).isFalse();
        assertThat(field(m, "g").encoding())
                .isInstanceOfSatisfying(
                        FieldType.ArrayField.class, a -> assertThat(a.end()).isInstanceOf(ArrayEnd.While.class));
    }

    @Test
    void slashesDivideOrBeginARegexByTheirPlace() {
        Spec spec = analyse("const A = 8 / 2 / 2;\n"
                + "message M { until: u8; or: u8; a: bytes[until / 2]; b: bytes until /x\\/[/]/ or /y/ when answered;\n"
                + "c: bytes[or / 2 / 1]; /z/; if or / 2 == 1 { /w/; } /v/; }");
        assertThat(spec.tokens()).extracting(TokenDef::text).containsExactly("x\\/[/]", "y", "z", "w", "v");
    }

    @Test
    void theSameSourceGivesTheSameModel() {
        SourceFile file = Cases.spec("everything.proto-spec");
        assertThat(analyse(file)).isEqualTo(analyse(file));
    }
}
