package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.example.hello.Greeting;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

class GreetingTest {
    @Test
    void theGeneratedClassIsThere() {
        MessageParser<Greeting> parser = Greeting.parser();
        byte[] bytes = {'H', 'i', ' ', 'M', 'e', '\n'};
        Input input = Input.of(bytes, 0, bytes.length);
        parser.start(input);
        assertEquals(Progress.DONE, parser.parse(input));
        assertEquals("Me", parser.message().name().toString());
    }
}
