package org.protospec.runtime.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    /** The rules of RFC 5952, sections 4 and 5, one by one. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::ABCD, 2001:db8::abcd",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0:0:0:0:0:0:0, fe80::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "0:1:0:1:0:1:0:1, 0:1:0:1:0:1:0:1",
        "10:0:0:0:a00:b0:c:0, 10::a00:b0:c:0",
    })
    void ipv6(String from, String expected) throws UnknownHostException {
        ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(from).getAddress());
        long high = bytes.getLong();
        long low = bytes.getLong();
        assertThat(Addresses.append(new StringBuilder(), high, low)).hasToString(expected);
        assertThat(Addresses.appendEndpoint(new StringBuilder(), high, low, 25)).hasToString("[" + expected + "]:25");
        assertThat(Addresses.ipv6(slice(bytes.array()))).isEqualTo(expected);
        assertThat(Addresses.length(high, low)).isEqualTo(expected.length());
        assertThat(Addresses.endpointLength(high, low, 25)).isEqualTo(("[" + expected + "]:25").length());
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0.0.0", "-1, 255.255.255.255", "-1062731775, 192.168.0.1", "168495115, 10.11.8.11"})
    void ipv4(int address, String expected) {
        long low = Addresses.mapped(address);
        assertThat(Addresses.isIpv4(0, low)).isTrue();
        assertThat(Addresses.appendEndpoint(new StringBuilder(), 0, low, 65535)).hasToString(expected + ":65535");
        assertThat(Addresses.length(0, low)).isEqualTo(expected.length());
        assertThat(Addresses.endpointLength(0, low, 0)).isEqualTo((expected + ":0").length());
        assertThat(Addresses.endpointLength(0, low, 65535)).isEqualTo((expected + ":65535").length());
        byte[] bytes = ByteBuffer.allocate(4).putInt(address).array();
        assertThat(Addresses.ipv4(slice(bytes))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 9, 10, 99, 100, 65535, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE})
    void digits(long number) {
        assertThat(Ascii.digits(number)).isEqualTo(Long.toString(number).length());
    }

    @Test
    void mac() {
        byte[] bytes = {0, 0x1b, (byte) 0xff, 0x0a, (byte) 0x80, 7};
        assertThat(Addresses.mac(slice(bytes))).isEqualTo("00:1b:ff:0a:80:07");
    }

    private static Slice slice(byte[] bytes) {
        ByteRegion region = new ByteRegion();
        region.bind(bytes, 0, 0);
        Slice slice = new Slice(region);
        slice.set(0, bytes.length);
        return slice;
    }
}
