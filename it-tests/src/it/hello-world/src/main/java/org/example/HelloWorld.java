package org.example;

import java.nio.charset.StandardCharsets;
import org.example.hello.Greeting;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/** Reads a greeting with the class that was generated from {@code greeting.proto-spec}. */
public final class HelloWorld {
    private HelloWorld() {}

    public static void main(String[] arguments) {
        System.out.println(nameIn("Hello World\n"));
    }

    static String nameIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageParser<Greeting> parser = Greeting.parser();
        Input input = Input.of(bytes, 0, bytes.length);
        parser.start(input);
        return parser.parse(input) == Progress.DONE ? parser.message().name().toString() : "nobody";
    }
}
