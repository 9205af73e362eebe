package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.machine.Protocol;

class HelloWorldTest {
    @Test
    void readsTheNameOfAGreeting() {
        assertEquals("World", HelloWorld.nameIn("Hello World\n"));
        assertEquals("nobody", HelloWorld.nameIn("12345\n"));
    }

    @Test
    void theProtocolIsFoundByItsService() {
        Protocol protocol = ServiceLoader.load(Protocol.class).findFirst().orElseThrow();
        assertEquals("hello", protocol.name());
        assertEquals("greeted", protocol.events().get(0).name());
    }
}
