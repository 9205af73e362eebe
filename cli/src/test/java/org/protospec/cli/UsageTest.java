package org.protospec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(cli.out()).contains("maxFlows", "1000000 flows", "establishedTimeout", "7440.0 s", "deferredBytes");
    }

    @Test
    void builtInRulesAreListed() {
        assertThat(Cli.run("run", "--list-rules").out()).contains("verb-filter", "Drops flows", "verb=...");
    }
}
