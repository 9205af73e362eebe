package org.protospec.protocols.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.protospec.protocols.ipv4.Ipv4Header;
import org.protospec.protocols.ipv4.Ipv4HeaderParser;
import org.protospec.protocols.ipv6.Ipv6Fragment;
import org.protospec.protocols.ipv6.Ipv6FragmentParser;
import org.protospec.protocols.ipv6.Ipv6Header;
import org.protospec.protocols.ipv6.Ipv6HeaderParser;
import org.protospec.protocols.tcp.TcpHeader;
import org.protospec.protocols.tcp.TcpHeaderParser;
import org.protospec.protocols.udp.UdpHeader;
import org.protospec.protocols.udp.UdpHeaderParser;

/** What is read of a header where it lies is what its message shows. */
class HeadersInPlaceTest {
    private static final int ROUNDS = 20_000;
    private static final int MOST = 64;

    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[] bytes = new byte[MOST];
    private int at;
    private int limit;

    private void next() {
        random.nextBytes(bytes);
        at = random.nextInt(16);
        limit = at + random.nextInt(MOST - at + 1);
    }

    @Test
    void numbers() {
        UdpHeaderParser parser = UdpHeader.parser();
        int whole = 0;
        for (int i = 0; i < ROUNDS; i++) {
            next();
            boolean isWhole = UdpHeaderParser.isWhole(bytes, at, limit);
            assertThat(parser.read(bytes, at, limit)).isEqualTo(isWhole ? UdpHeaderParser.SIZE : -1);
            if (isWhole) {
                UdpHeader header = parser.message();
                assertThat(UdpHeader.sourcePort(bytes, at)).isEqualTo(header.sourcePort());
                assertThat(UdpHeader.destinationPort(bytes, at)).isEqualTo(header.destinationPort());
                assertThat(UdpHeader.length(bytes, at)).isEqualTo(header.length());
                assertThat(UdpHeader.checksum(bytes, at)).isEqualTo(header.checksum());
                assertThat(header.messageSize()).isEqualTo(UdpHeaderParser.SIZE);
                whole++;
            }
        }
        assertThat(whole).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    @Test
    void flagsAndBits() {
        Ipv6FragmentParser parser = Ipv6Fragment.parser();
        int more = 0;
        for (int i = 0; i < ROUNDS; i++) {
            next();
            boolean isWhole = Ipv6FragmentParser.isWhole(bytes, at, limit);
            assertThat(parser.read(bytes, at, limit)).isEqualTo(isWhole ? Ipv6FragmentParser.SIZE : -1);
            if (isWhole) {
                assertThat(Ipv6Fragment.more(bytes, at))
                        .isEqualTo(parser.message().more());
                assertThat(Ipv6Fragment.offset(bytes, at))
                        .isEqualTo(parser.message().offset());
                more += Ipv6Fragment.more(bytes, at) ? 1 : 0;
            }
        }
        assertThat(more).isPositive();
    }

    /** What a header requires holds for it in place, too. */
    @Test
    void whatIsRequired() {
        Ipv6HeaderParser parser = Ipv6Header.parser();
        int whole = 0;
        for (int i = 0; i < ROUNDS; i++) {
            next();
            bytes[at] = (byte) (random.nextInt(5, 8) << 4 | random.nextInt(16));
            boolean isWhole = Ipv6HeaderParser.isWhole(bytes, at, limit);
            assertThat(parser.read(bytes, at, limit)).isEqualTo(isWhole ? Ipv6HeaderParser.SIZE : -1);
            whole += isWhole ? 1 : 0;
        }
        assertThat(whole).isBetween(ROUNDS / 100, ROUNDS / 2);
    }

    /** Options of a length that the header says end it. */
    @Test
    void bytesBehindIt() {
        TcpHeaderParser parser = TcpHeader.parser();
        int whole = 0;
        int withOptions = 0;
        for (int i = 0; i < ROUNDS; i++) {
            next();
            int size = TcpHeaderParser.sizeAt(bytes, at, limit);
            assertThat(parser.read(bytes, at, limit)).isEqualTo(size);
            if (size >= 0) {
                TcpHeader header = parser.message();
                assertThat(TcpHeader.dataOffset(bytes, at)).isEqualTo(header.dataOffset());
                assertThat(TcpHeader.sequenceNumber(bytes, at)).isEqualTo(header.sequenceNumber());
                assertThat(TcpHeader.fin(bytes, at)).isEqualTo(header.fin());
                assertThat(header.options().index()).isEqualTo(at + TcpHeaderParser.LEAST_SIZE);
                assertThat(header.options().length()).isEqualTo(size - TcpHeaderParser.LEAST_SIZE);
                assertThat(header.messageSize()).isEqualTo(size);
                whole++;
                withOptions += header.options().isEmpty() ? 0 : 1;
            }
        }
        assertThat(whole).isBetween(ROUNDS / 20, ROUNDS - 1);
        assertThat(withOptions).isPositive();
    }

    @Test
    void addressesOfFourBytes() {
        Ipv4HeaderParser parser = Ipv4Header.parser();
        int whole = 0;
        for (int i = 0; i < ROUNDS; i++) {
            next();
            bytes[at] = (byte) (random.nextInt(4, 6) << 4 | random.nextInt(16));
            int size = Ipv4HeaderParser.sizeAt(bytes, at, limit);
            assertThat(parser.read(bytes, at, limit)).isEqualTo(size);
            if (size >= 0) {
                Ipv4Header header = parser.message();
                assertThat(Ipv4Header.source(bytes, at))
                        .isEqualTo(
                                ByteBuffer.wrap(header.source().toByteArray()).getInt());
                assertThat(Ipv4Header.destination(bytes, at))
                        .isEqualTo(ByteBuffer.wrap(header.destination().toByteArray())
                                .getInt());
                whole++;
            }
        }
        assertThat(whole).isBetween(ROUNDS / 20, ROUNDS - 1);
    }
}
