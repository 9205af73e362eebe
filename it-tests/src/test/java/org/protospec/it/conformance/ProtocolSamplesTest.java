package org.protospec.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.protospec.it.captures.Captures;
import org.protospec.it.smtp.InProcess;

/** The project's own captures of other protocols than SMTP give what {@code samples/protocols/README.md} says of them. */
class ProtocolSamplesTest {
    private static final Pattern EVENT = Pattern.compile("(?m)^\\{\"event\":\"(\\w+)\"");

    private static Path folder() {
        return Captures.samples().resolve("protocols");
    }

    private static String run(String name) {
        InProcess run = InProcess.run("run", "auto", "--json", folder().resolve(name + ".pcap"));
        assertThat(run.status()).isZero();
        return run.out();
    }

    @ParameterizedTest
    @CsvSource({
        "imap, command=10 literal=2 login=1 response=23",
        "pop3, command=15 listed=12 login=2 mail=3 mail_content=3 response=17",
        "ftp, command=21 data_port=5 login=1 response=26 transfer=5 transfer_begins=4",
        "http, body=9 message=9 request=8 response=9 trailers=2",
        "mqtt, acknowledgment=13 connection=3 content=11 farewell=2 publication=11 subscription=1 unsubscription=1",
        "mqtt5, acknowledgment=13 connection=3 content=11 farewell=2 publication=11 subscription=1 unsubscription=1",
        "tls12, certificate=1 client_hello=1 encrypted=2 handshake=6 server_hello=1",
        "tls13, client_hello=1 encrypted=2 handshake=2 server_hello=1",
        "dns, query=11 response=11",
        "dhcp, acknowledgment=1 discover=2 offer=2 request=1",
        "tftp, acknowledgment=7 data=6 error=1 options=1 read_request=2 write_request=1",
        "ntp, request=2 response=2",
        "neighbours, echo_reply=4 echo_request=4 error=1 information=2 neighbor_advertisement=1 neighbor_solicitation=1"
                + " reply=1 request=4",
    })
    void counts(String name, String expected) {
        assertThat(counted(run(name))).isEqualTo(expected);
    }

    private static String counted(String out) {
        Map<String, Integer> counts = new TreeMap<>();
        Matcher event = EVENT.matcher(out);
        while (event.find()) {
            counts.merge(event.group(1), 1, Integer::sum);
        }
        // Neither an alert, nor a parse error, nor a gap.
        counts.keySet().removeAll(List.of("flow_start", "flow_end", "summary"));
        return String.join(
                " ",
                counts.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
    }

    @Test
    void tlsIsReadBehindStarttlsOfEveryProtocol() {
        String out = run("starttls");
        assertThat(out.split("\"event\":\"hand_over\"")).hasSize(4);
        assertThat(out.split("\"event\":\"client_hello\"")).hasSize(4);
        assertThat(out).contains("\"handed_over\":\"tls\"").doesNotContain("\"parse_error\"", "\"alert\"");
    }

    @Test
    void theCertificateIsTheOneThatWasSent() {
        assertThat(run("tls12"))
                .containsPattern(
                        "\"event\":\"certificate\".*\"protocol\":\"tls_handshake\".*\"sha256\":\"[0-9a-f]{64}\"")
                .contains("\"server_name\":\"localhost\"", "\"alpn\":\"http/1.1\"");
        assertThat(run("tls13")).contains("\"supported_version\":\"TLS 1.3\"");
    }

    @Test
    void compressedChunksAreInflated() {
        assertThat(run("http"))
                .containsPattern("\"event\":\"body\".*\"bytes\":1700,")
                .contains("\"name\":\"X-Pieces\",\"value\":\"all\"");
    }

    @Test
    void noSampleIsForgotten() throws IOException {
        assertThat(Captures.in(folder())).hasSize(14);
    }
}
