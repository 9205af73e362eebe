package org.protospec.runtime.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pcapng format: sections, interfaces, all blocks that carry packets. */
final class PcapngReaderTest {

    private static final byte[] NO_OPTIONS = {};
    private static final byte[] FRAME = Bytes.frame(61, 1);

    static List<Arguments> orders() {
        return List.of(Arguments.of(ByteOrder.LITTLE_ENDIAN), Arguments.of(ByteOrder.BIG_ENDIAN));
    }

    private static byte[] resolution(Bytes like, int value) {
        return like.same().u16(9, 1).u8(value, 0, 0, 0).u16(0, 0).get();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void enhancedPacketBlocksOfSeveralInterfaces(ByteOrder order) {
        Bytes bytes = new Bytes(order).section();
        bytes.interfaceBlock(LinkType.ETHERNET, 65535, NO_OPTIONS)
                .interfaceBlock(LinkType.LINUX_SLL, 96, resolution(bytes, 9))
                .enhanced(1, 1_700_000_000_123_456_789L, FRAME, 1514)
                .enhanced(0, 1_700_000_000_123_456L, FRAME, 61);
        Reading reading = Reading.of(bytes.get());
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets())
                .containsExactly(
                        new Reading.Seen(1, 1_700_000_000_123_456_789L, 9, 113, 1, 96, 1514, Reading.list(FRAME)),
                        new Reading.Seen(2, 1_700_000_000_123_456_000L, 6, 1, 0, 65535, 61, Reading.list(FRAME)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void optionsOfPacketsAreSkipped(ByteOrder order) {
        Bytes bytes = new Bytes(order).section().interfaceBlock(1, 0, NO_OPTIONS);
        Bytes body =
                bytes.same().u32(0, 0, 5, 4, 4).u8(1, 2, 3, 4).u16(2, 4).u32(7).u16(0, 0);
        Reading reading =
                Reading.of(bytes.block(6, body.get()).enhanced(0, 6, FRAME, 61).get());
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets()).extracting(p -> p.bytes().size()).containsExactly(4, 61);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void timestampOffsetIsAdded(ByteOrder order) {
        Bytes bytes = new Bytes(order).section();
        byte[] options = bytes.same()
                .u16(2, 3)
                .u8('e', 't', 'h', 0)
                .u16(14, 8)
                .u64(1000)
                .u16(0, 0)
                .get();
        Reading reading = Reading.of(
                bytes.interfaceBlock(1, 0, options).enhanced(0, 5, FRAME, 61).get());
        assertThat(reading.packets().get(0).timestamp()).isEqualTo(1000_000_005_000L);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void simplePacketBlockIsOfTheFirstInterface(ByteOrder order) {
        Bytes bytes = new Bytes(order).section();
        bytes.interfaceBlock(LinkType.PPP, 30, NO_OPTIONS).interfaceBlock(LinkType.ETHERNET, 0, NO_OPTIONS);
        // 61 bytes on the wire, cut to the snap length of 30, padded to 32.
        bytes.block(3, bytes.same().u32(61).raw(Bytes.frame(30, 1)).get());
        bytes.block(3, bytes.same().u32(5).raw(Bytes.frame(5, 2)).get());
        Reading reading = Reading.of(bytes.get());
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets())
                .containsExactly(
                        new Reading.Seen(1, 0, 0, LinkType.PPP, 0, 30, 61, Reading.list(Bytes.frame(30, 1))),
                        new Reading.Seen(2, 0, 0, LinkType.PPP, 0, 30, 5, Reading.list(Bytes.frame(5, 2))));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void obsoletePacketBlock(ByteOrder order) {
        Bytes bytes = new Bytes(order).section();
        bytes.interfaceBlock(0, 0, NO_OPTIONS).interfaceBlock(1, 0, NO_OPTIONS);
        // Interface 1, 9 packets dropped before this one.
        bytes.block(2, bytes.same().u16(1, 9).u32(1, 2, 61, 70).raw(FRAME).get());
        Reading reading = Reading.of(bytes.get());
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets())
                .containsExactly(new Reading.Seen(1, 4_294_967_298_000L, 6, 1, 1, 0, 70, Reading.list(FRAME)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void unknownBlocksAreSkipped(ByteOrder order) {
        Bytes bytes = new Bytes(order).section();
        bytes.block(5, new byte[20])
                .interfaceBlock(1, 0, NO_OPTIONS)
                .block(0x0000_0bad, bytes.same().u32(4711).get())
                .enhanced(0, 1, FRAME, 61)
                .block(0x8000_0001, new byte[0])
                .enhanced(0, 2, FRAME, 61);
        Reading reading = Reading.of(bytes.get());
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets()).extracting(Reading.Seen::number).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void sectionsHaveTheirOwnOrderAndInterfaces(ByteOrder order) {
        Bytes first = new Bytes(order).section();
        first.interfaceBlock(LinkType.ETHERNET, 0, resolution(first, 9)).enhanced(0, 7, FRAME, 61);
        byte[] section = first.get();
        Bytes second = new Bytes(order == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        second.section().interfaceBlock(LinkType.IPV4, 0, NO_OPTIONS).enhanced(0, 8, FRAME, 61);
        Reading reading = Reading.of(first.raw(second.get()).raw(section).get());
        assertThat(reading.problem()).isNull();
        assertThat(reading.packets()).extracting(Reading.Seen::number).containsExactly(1L, 2L, 3L);
        assertThat(reading.packets()).extracting(Reading.Seen::timestamp).containsExactly(7L, 8000L, 7L);
        assertThat(reading.packets()).extracting(Reading.Seen::linkType).containsExactly(1, 228, 1);
    }

    static List<Arguments> damages() {
        Bytes good = Bytes.little().section().interfaceBlock(1, 0, NO_OPTIONS).enhanced(0, 1, FRAME, 61);
        byte[] start = good.get();
        Bytes le = Bytes.little();
        return List.of(
                Arguments.of(
                        start,
                        le.same().u32(6, 30).raw(new byte[22]).u32(30),
                        "damaged before packet 2: a block of type 0x00000006 says it has 30 bytes",
                        1),
                Arguments.of(
                        start,
                        le.same().u32(5, 8).raw(new byte[8]),
                        "damaged before packet 2: a block of type 0x00000005 says it has 8 bytes",
                        1),
                Arguments.of(
                        start,
                        le.same().u32(6, 28).raw(new byte[16]).u32(28),
                        "damaged before packet 2: a block of type 0x00000006 says it has 28 bytes",
                        1),
                Arguments.of(
                        start,
                        le.same().u32(5, -4).raw(new byte[40]),
                        "damaged before packet 2: a block of type 0x00000005 says it has 4294967292 bytes",
                        1),
                Arguments.of(
                        start,
                        le.same().u32(5, 17 << 20).raw(new byte[40]),
                        "damaged before packet 2: a block of type 0x00000005 says it has 17825792 bytes",
                        1),
                Arguments.of(
                        start,
                        le.same().u32(5, 16, 0, 20),
                        "damaged at a block of type 0x00000005 before packet 2: "
                                + "its length is 16 at its start and 20 at its end",
                        1),
                Arguments.of(
                        start,
                        le.same().enhanced(1, 1, FRAME, 61),
                        "damaged at packet 2: it is of interface 1, the section has 1",
                        1),
                Arguments.of(
                        start,
                        le.same().enhanced(-1, 1, FRAME, 61),
                        "damaged at packet 2: it is of interface 4294967295, the section has 1",
                        1),
                Arguments.of(
                        start,
                        le.same().block(6, le.same().u32(0, 0, 0, 5, 5).u32(1).get()),
                        "damaged at packet 2: its header says 5 bytes, its block has room for 4",
                        1),
                Arguments.of(
                        start,
                        le.same().block(6, le.same().u32(0, 0, 0, -1, 5).u32(1).get()),
                        "damaged at packet 2: its header says 4294967295 bytes, its block has room for 4",
                        1),
                Arguments.of(
                        start,
                        le.same().section().block(3, le.same().u32(4, 4).get()),
                        "damaged at packet 2: its section has no interface",
                        0),
                Arguments.of(
                        start,
                        le.same()
                                .interfaceBlock(1, 0, le.same().u16(2, 9).u32(0).get()),
                        "damaged at the description of interface 1: its option 2 says it has 9 bytes, 4 are left",
                        1),
                Arguments.of(
                        start,
                        le.same()
                                .block(
                                        0x0a0d0d0a,
                                        le.same()
                                                .u32(0x1a2b3c4d)
                                                .u16(2, 0)
                                                .u64(-1)
                                                .get()),
                        "version 2.0 of the pcapng format is not known",
                        0),
                Arguments.of(
                        start,
                        le.same()
                                .block(
                                        0x0a0d0d0a,
                                        le.same()
                                                .u32(0x1a2b3c4e)
                                                .u16(1, 0)
                                                .u64(-1)
                                                .get()),
                        "damaged at a section header: its byte-order magic is 0x1a2b3c4e",
                        0));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageIsToldAndReadingGoesOn(byte[] start, Bytes damaged, String text, int readable) {
        Bytes file = Bytes.little().raw(start).raw(damaged.get()).enhanced(0, 1, FRAME, 61);
        Reading reading = Reading.of(file.get());
        assertThat(reading.packets()).hasSize(1 + readable);
        assertThat(reading.packets()).extracting(Reading.Seen::bytes).containsOnly(Reading.list(FRAME));
        assertThat(reading.problem()).isNotNull();
        assertThat(reading.text()).isEqualTo(text);
        assertThat(reading.damage().packet()).isEqualTo(2);
        assertThat(reading.damage().offset()).isBetween((long) start.length, (long) file.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void interfacesOfASectionAreBounded(ByteOrder order) {
        Bytes one = new Bytes(order).interfaceBlock(1, 0, NO_OPTIONS);
        Bytes bytes = new Bytes(order).section();
        for (int i = 0; i <= Capture.MAX_INTERFACES; i++) {
            bytes.raw(one.get());
        }
        assertThat(Reading.of(bytes.get()).text()).isEqualTo("more than 65536 interfaces in one section");
    }
}
