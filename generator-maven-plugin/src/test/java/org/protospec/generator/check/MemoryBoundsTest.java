package org.protospec.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.protospec.runtime.limit.Limit;

class MemoryBoundsTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            a: u3; b: u5; c: u32;                                     => 5
            a: /x{2,7}/;                                              => 7
            a: /x+/;                                                  => 65536
            a: /x+/ max 100;                                          => 100
            a: /x{2,7}/ max 100;                                      => 7
            a: LINE;                                                  => 512
            a: LINE[] until it == "" max 10;                          => 5120
            a: bytes to end;                                          => 65536
            a: bytes to end max 9;                                    => 9
            a: bytes to end stream to pieces;                         => 0
            a: bytes until "\\r\\n";                                  => 65538
            a: bytes until "\\r\\n" max 80 stream to pieces;          => 2
            n: u8; a: bytes[n];                                       => 256
            n: u32; a: bytes[n];                                      => 65540
            n: u32; a: bytes[n] max 10;                               => 14
            a: bytes[100000];                                         => 100000
            n: u8; a: u16[n];                                         => 511
            n: u16; a: u16[n];                                        => 131072
            a: u24[3]; b: ipv6; c: f64;                               => 33
            n: u8; a: bytes to end size n;                            => 256
            n: u8; if n == 1 { a: bytes[4]; } else { b: bytes[9]; }   => 10
            n: u8; switch n { case 1: a: bytes[4]; default: f: flag; g: u7; } => 5
            optional { "xy"; m: u8[2]; } b: bytes[3];                 => 7
            n: u8; a: { x: bytes[n] max 3; }[2];                      => 7
            """)
    void whatAMessageHoldsIsBounded(String items, long bytes) {
        assertThat(of("message M { " + items + " } stream event pieces; token LINE = /[a-z]*/ max 512;")
                        .messageBytes(0))
                .isEqualTo(bytes);
    }

    @Test
    void deferredBytesAreThoseOfTheRuntime() {
        assertThat(Bounds.DEFERRED_BYTES).isEqualTo((int) Limit.DEFERRED_BYTES.defaultValue());
    }

    @Test
    void aFlowHoldsItsWorstStateAndItsVariables() {
        MemoryBounds bounds = of("""
                message A { a: bytes[10]; }
                message B { b: bytes[20]; }
                machine m {
                    var last: B?;
                    var n: u16;
                    var name: text max 5;
                    var names: text[] max 3;
                    initial state s { up: A; down: B; on up -> t; }
                    state t { up: defer; down: B; on down -> finish; }
                    state u { up: A; }
                }
                """);
        assertThat(bounds.variableBytes()).isEqualTo(20 + 8 + 5 + 3 * 1_024L);
        assertThat(bounds.flowBytes()).isEqualTo(262_144 + 20 + bounds.variableBytes());
        assertThat(bounds.text()).isEqualTo("a flow of p holds at most 265,269 bytes");
        assertThat(bounds.details())
                .containsExactly("message A: 10 bytes", "message B: 20 bytes", "variables: 3,105 bytes");
    }

    @Test
    void aDatagramBoundsItsMessages() {
        MemoryBounds bounds = MemoryBounds.of(Specs.compile(
                "protocol p over udp port 1; message A { a: bytes to end max 100000; } message B { a: u8; }"));
        assertThat(bounds.messageBytes(0)).isEqualTo(65_535);
        assertThat(bounds.flowBytes()).isEqualTo(65_535);
    }

    @Test
    void aMachineReadsNoMoreAtATimeThanTheRuntimeLets() {
        MemoryBounds bounds = of("""
                message M { n: u32; lines: Line[n]; }
                message Line { text: bytes until "x"; }
                machine m {
                    var kept: queue<M> max 3;
                    var last: Line?;
                    initial state s { up: M; on up(m) { kept += m; last = none; } -> finish; }
                }
                """);
        assertThat(bounds.messageBytes(0)).isEqualTo(Limit.MESSAGE_BYTES.defaultValue());
        assertThat(bounds.variableBytes()).isEqualTo(3 * Limit.MESSAGE_BYTES.defaultValue() + 65_537);
    }

    @Test
    void aWindowBoundsAllThatLiesInIt() {
        MemoryBounds bounds = of("""
                message Framed { length: u8; outer: Outer size length; }
                message Outer { all: Inner[] to end; }
                message Inner { length: u16; text: bytes[length]; }
                machine m {
                    var kept: queue<Inner> max 2;
                    initial state s { up: Framed; on up(f) { kept = none; } -> finish; }
                }
                """);
        assertThat(bounds.messageBytes(0)).isEqualTo(256);
        assertThat(bounds.messageBytes(1)).isEqualTo(255);
        assertThat(bounds.messageBytes(2)).isEqualTo(255);
        assertThat(bounds.flowBytes()).isEqualTo(256 + 2 * 255);
    }

    @Test
    void whatIsReadElsewhereLiesInNoWindowAroundIt() {
        MemoryBounds bounds = of("""
                message Packet { length: u8; pointer: Pointer size length; }
                message Pointer { place: u8; at place from Packet { there: There; } }
                message There { text: bytes until "x"; }
                machine m { initial state s { up: Packet; on up -> finish; } }
                """);
        assertThat(bounds.messageBytes(1)).isEqualTo(255);
        assertThat(bounds.messageBytes(2)).isEqualTo(65_537);
    }

    @Test
    void aStateThatNoFlowOverTcpComesToReadsDatagrams() {
        MemoryBounds bounds = MemoryBounds.of(Specs.compile("""
                protocol p over udp port 1, tcp port 1;
                message M { all: u8[] to end max 1000000; }
                message Framed { length: u24; m: M size length; }
                machine m {
                    initial state datagrams { up: M; on up; }
                    initial state stream over tcp { up: Framed; on up -> finish; }
                }
                """));
        assertThat(bounds.messageBytes(0)).isEqualTo(1_000_000);
        assertThat(bounds.flowBytes()).isEqualTo(1_000_003);
    }

    @Test
    void sumsBeyondALongAreSaidToBeUnbounded() {
        MemoryBounds bounds = of("message M { a: { b: { c: bytes[0x7fffffff]; }[0x7fffffff]; }[0x7fffffff]; }");
        assertThat(bounds.messageBytes(0)).isEqualTo(MemoryBounds.UNBOUNDED);
        assertThat(bounds.text()).isEqualTo("a flow of p holds at most 2^63 bytes");
    }

    @Test
    void whatADefaultBoundsIsListed() {
        assertThat(of("""
                        message M {
                            n: u32;
                            a: /x+/;
                            LINE;
                            b: bytes to end size 3;
                            c: bytes[n];
                            d: bytes[4];
                            e: bytes until "x" max 3;
                            f: bytes to end stream to pieces;
                            g: u8[n];
                            h: u8[2000];
                            bytes until "y";
                        }
                        stream event pieces;
                        token LINE = /[a-z]*/ max 512;
                        """).defaults())
                .containsExactly(
                        "M.a: 65,536 bytes", "M.c: 65,536 bytes", "M.g: 65,536 elements", "M.(line 12): 65,536 bytes");
    }

    private static MemoryBounds of(String declarations) {
        return MemoryBounds.of(Specs.compile("protocol p over tcp port 1; " + declarations));
    }
}
