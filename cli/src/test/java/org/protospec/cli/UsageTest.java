package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.protospec.runtime.limit.Limit;

class UsageTest {
    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "graph", "generate", "mails"})
    void everyCommandHasHelpAndVersion(String command) {
        Cli help = Cli.run(command, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).startsWith("Usage: protospec " + command).contains("Exit status:");
        assertThat(help.err()).isEmpty();
        Cli version = Cli.run(command, "--version");
        assertThat(version.status()).isZero();
        assertThat(version.out()).startsWith("protospec ");
    }

    @Test
    void theProgramHasHelpAndVersion() {
        assertThat(Cli.run("--help").out()).contains("run", "check", "graph", "generate", "mails");
        assertThat(Cli.run("--version").out()).startsWith("protospec ");
    }

    @ParameterizedTest
    @CsvSource({
        "rnu, run",
        "chek, check",
        "graf, graph",
        "generat, generate",
        "mail, mails",
    })
    void anUnknownCommandIsAnsweredWithTheNearest(String typed, String meant) {
        Cli cli = Cli.run(typed);
        assertThat(cli.status()).isEqualTo(2);
        assertThat(cli.err()).contains("unknown command \"" + typed + "\"; did you mean \"" + meant + "\"?");
        assertThat(cli.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--jsn, --json",
        "--digest, --digests",
        "--anyport, --any-port",
        "--fail-on=high, --fail-on-alert",
        "--prot=25, --port",
    })
    void anUnknownOptionIsAnsweredWithTheNearest(String typed, String meant) {
        Cli cli = Cli.run("run", "toy", "x.pcap", typed);
        assertThat(cli.status()).isEqualTo(2);
        assertThat(cli.err()).contains("did you mean \"" + meant + "\"?").contains("run --help");
    }

    @ParameterizedTest
    @CsvSource({
        "--threads 0, '--threads is a number from 1 to 256, not 0'",
        "--threads 1000, '--threads is a number from 1 to 256, not 1000'",
        "--threads 2 --pass x.pcap, '--pass needs all flows in one thread; leave out --threads 2, or give --threads 1'",
        "--threads 3 --rule shout, '--rule needs all flows in one thread; leave out --threads 3, or give --threads 1'",
        "--threads 3 --rules r.java, '--rules needs all flows in one thread; leave out --threads 3, or give --threads 1'",
    })
    void threadsThatCannotBeAreRefused(String options, String message) {
        Cli cli = Cli.run(("run toy x.pcap " + options).split(" "));
        assertThat(cli.status()).isEqualTo(2);
        assertThat(cli.err()).contains(message);
    }

    @Test
    void aMissingCommandOrArgumentIsNamed() {
        assertThat(Cli.run().err()).contains("a command is missing").contains("run");
        assertThat(Cli.run().status()).isEqualTo(2);
        assertThat(Cli.run("run").err()).contains("a spec file or the name of a protocol is missing");
        assertThat(Cli.run("run", "toy").err()).contains("a capture file is missing");
        assertThat(Cli.run("run", "toy").status()).isEqualTo(2);
        assertThat(Cli.run("check").status()).isEqualTo(2);
        assertThat(Cli.run("generate", "x.proto-spec").err()).contains("-o");
    }

    @Test
    void anUnknownProtocolIsAnsweredWithTheNearest() {
        Cli cli = Cli.run("run", "tyo", "x.pcap");
        assertThat(cli.status()).isEqualTo(2);
        assertThat(cli.err()).contains("no protocol \"tyo\"; did you mean \"toy\"?");
        assertThat(Cli.run("run", "aut", "x.pcap").err()).contains("did you mean \"auto\"?");
        assertThat(Cli.run("run", "--help").out()).contains("SPEC|NAME|auto");
    }

    @Test
    void wrongPortsAndSeveritiesAreRefused() {
        assertThat(Cli.run("run", "toy", "x.pcap", "--port", "70000").status()).isEqualTo(2);
        assertThat(Cli.run("run", "toy", "x.pcap", "--port", "http").status()).isEqualTo(2);
        assertThat(Cli.run("run", "toy", "x.pcap", "--port", "1", "--any-port").err())
                .contains("exclude each other");
        Cli cli = Cli.run("run", "toy", "x.pcap", "--fail-on-alert", "hihg");
        assertThat(cli.status()).isEqualTo(2);
        assertThat(cli.err()).contains("did you mean \"high\"?");
    }

    @Test
    void limitsArePrintedWithTheirNames() {
        Cli cli = Cli.run("run", "--limits");
        assertThat(cli.status()).isZero();
        for (Limit each : Limit.values()) {
            assertThat(cli.out()).containsPattern("(?m)^" + each.label() + "  +[0-9]");
        }
        assertThat(cli.out())
                .containsPattern("(?m)^flows +1,000,000  tracked at a time")
                .containsPattern("(?m)^established-timeout +2 h 4 min  ")
                .containsPattern("(?m)^gap-delay +100 ms  ")
                .containsPattern("(?m)^deferred-bytes +256 KiB  ")
                .contains("--limit NAME=VALUE");
        assertThat(cli.lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void changedLimitsArePrintedWithTheirDefaults() {
        Cli cli = Cli.run(
                "run",
                "--limits",
                "--limit",
                "flows=1_000",
                "--limit=queued-bytes=4M",
                "--limit",
                "udp-timeout=1min30s");
        assertThat(cli.status()).isZero();
        assertThat(cli.out())
                .containsPattern("(?m)^flows +1,000  tracked")
                .contains("(by default 1,000,000)")
                .containsPattern("(?m)^queued-bytes +4 MiB  ")
                .containsPattern("(?m)^udp-timeout +90 s  ");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            flows -> --limit wants NAME=VALUE, such as flows=1000, not "flows"
            flow=5 -> unknown limit "flow"; did you mean "flows"?
            gap_delay=5s -> unknown limit "gap_delay"; did you mean "gap-delay"?
            flows=many -> --limit flows: expected a number from 1, such as 1000, not "many"
            flows=0 -> --limit flows: expected a number from 1, such as 1000, not "0"
            flows=10s -> --limit flows: expected a number from 1, such as 1000, not "10s"
            queued-bytes=1T -> --limit queued-bytes: expected a size from 1, such as 4096, 64KiB or 16MiB, not "1T"
            queued-bytes=9999999999G -> --limit queued-bytes: expected a size from 1, such as 4096, 64KiB or 16MiB, not "9999999999G"
            gap-delay=5 -> --limit gap-delay: expected a time from 1ms, such as 500ms, 30s, 5min or 2h, not "5"
            gap-delay=5 years -> --limit gap-delay: expected a time from 1ms, such as 500ms, 30s, 5min or 2h, not "5 years"
            """)
    void aWrongLimitIsAnsweredWithWhatIsExpected(String given, String answer) {
        Cli cli = Cli.run("run", "toy", "x.pcap", "--limit", given);
        assertThat(cli.status()).isEqualTo(2);
        assertThat(cli.err()).contains(answer);
    }

    @Test
    void builtInRulesAreListed() {
        assertThat(Cli.run("run", "--list-rules").out()).contains("verb-filter", "Drops flows", "verb=...");
    }
}
