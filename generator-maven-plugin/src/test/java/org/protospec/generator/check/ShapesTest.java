package org.protospec.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.protospec.generator.model.Spec;

class ShapesTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            a: u3; b: flag; c: u4;                                   => 8
            a: u24; b: ipv4; c: mac; d: f32;                         => 136
            a: /ab?c{2,}/; "xy";                                     => 40
            a: bytes[3]; b: bytes to end;                            => 24
            n: u8; a: bytes[n];                                      => 8
            n: u8; a: bytes[n + 2];                                  => 24
            a: bytes until "ab"; b: bytes before "ab";               => 16
            a: bytes until "abc" or "a" when answered;               => 8
            a: u8 if 1 == 1; optional { "x"; }                       => 0
            n: u8; if n == 1 { a: u16; } else { b: u8; }             => 16
            n: u8; if n == 1 { a: u16; }                             => 8
            n: u8; switch n { case 1: a: u16; case 2: b: u8; }       => 16
            n: u8; switch n { case 1: a: u16; default: }             => 8
            a: u16[3]; b: { x: u8; }[] until it.x == 0;              => 56
            a: u16[] to end;                                         => 0
            a: bytes to end size 4;                                  => 32
            a: bytes[0x7fffffff]; b: { c: bytes[0x7fffffff]; }[0x7fffffff]; => 576460752303423487
            """)
    void theShortestMessageIsFound(String items, long bits) {
        Spec spec = Specs.compile("protocol p; message M { " + items + " }");
        assertThat(Shapes.of(spec, TokenAutomata.of(spec)).minBits(0)).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            a: /[ab]c/;                                    => [ab]
            a: /[ab]*/; optional { "c"; } "d"; "e";        => [a-d]
            a: u16 = 0x4142;                               => [A]
            a: u16 le = 0x4142;                            => [B]
            a: u8;                                         => [\\x00-\\xff]
            if 1 == 1 { "a"; } else { "c"; }               => [ac]
            "x" if 1 == 1; m: N;                           => [xz]
            m: N[] until it.z == "z";                      => [z]
            let x = 1; require x == 1; m: /q/ ignorecase;  => [Qq]
            """)
    void theFirstBytesAreFound(String items, String bytes) {
        Spec spec = Specs.compile("protocol p; message M { " + items + " } message N { z: \"z\"; }");
        assertThat(Shapes.of(spec, TokenAutomata.of(spec)).firstBytes(0)).hasToString(bytes);
    }
}
