package org.protospec.cli.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.protospec.cli.toy.ToyProtocol;
import org.protospec.runtime.machine.Protocol;

/** What is found by name without a search is what a search finds. */
class ShippedProtocolsTest {
    @Test
    void allBuiltInProtocolsAreNamed() {
        for (Protocol service : ServiceLoader.load(Protocol.class)) {
            if (!(service instanceof ToyProtocol)) {
                assertThat(ShippedProtocols.find(service.name()))
                        .as(service.name())
                        .isNotNull()
                        .hasSameClassAs(service);
            }
        }
    }

    @Test
    void othersAreSearchedFor() {
        assertThat(ShippedProtocols.find("toy")).isNull();
        assertThat(Protocols.find("toy")).isInstanceOf(ToyProtocol.class);
        assertThat(Protocols.find("nobody")).isNull();
    }
}
