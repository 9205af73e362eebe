package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.example.words.Line;
import org.example.words.LineParser;
import org.example.words.Words;
import org.example.words.WordsExterns;
import org.junit.jupiter.api.Test;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.machine.Protocol;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.ParseError;
import org.protospec.runtime.parse.Progress;

class WeightsTest {
    private final LineParser parser = Line.parser(new Weights());

    private Progress read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Input input = Input.of(bytes, 0, bytes.length);
        parser.start(input);
        return parser.parse(input);
    }

    @Test
    void aMessageIsReadWithTheFunctionsAndFilters() {
        assertEquals(Progress.DONE, read("abc=Hello\n"));
        assertEquals(3, parser.message().weight());
        assertEquals("hELLO", parser.message().text().toString());
    }

    @Test
    void whatAFunctionThrowsIsAParseError() {
        assertEquals(Progress.FAILED, read("=Hello\n"));
        ParseError error = parser.error("words", "up", 1);
        assertEquals("Line.weight", error.path());
        assertEquals("nothing to weigh", error.found());
    }

    @Test
    void theProtocolFindsTheServiceAndTakesAnother() {
        Protocol found = ServiceLoader.load(Protocol.class).findFirst().orElseThrow();
        found.requireExterns();
        assertEquals("words", found.dissector(new Rules()).protocol().name());
        List<WordsExterns> made = new ArrayList<>();
        Supplier<WordsExterns> supplier = () -> {
            made.add(new Weights());
            return made.get(made.size() - 1);
        };
        Protocol given = new Words(supplier);
        given.requireExterns();
        given.dissector(new Rules());
        given.dissector(new Rules());
        assertEquals(2, made.size());
        assertTrue(((Weights) made.get(0)).said().isEmpty());
    }
}
