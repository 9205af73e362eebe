package org.protospec.it.cases;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.protospec.runtime.parse.BufferPool;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.ParseError;
import org.protospec.runtime.parse.Progress;
import org.protospec.runtime.parse.RecoveryListener;

/** Reads the messages of a spec without a machine, each as a datagram and as a stream that is cut into pieces. */
final class MessageRun {
    private static final String WAITS = "more";

    private final CompiledCases cases;
    private final CompiledCases.Compiled compiled;

    MessageRun(CompiledCases cases, CompiledCases.Compiled compiled) {
        this.cases = cases;
        this.compiled = compiled;
    }

    /** What is read of a message, as text. */
    String whole(Step.Whole step) throws ReflectiveOperationException {
        MessageParser<?> parser = parser(step);
        byte[] padded = new byte[step.bytes().length + 7];
        Arrays.fill(padded, (byte) 'x');
        System.arraycopy(step.bytes(), 0, padded, 3, step.bytes().length);
        return text(parser, Input.of(padded, 3, 3 + step.bytes().length));
    }

    private static String text(MessageParser<?> parser, Input in) {
        Parts parts = new Parts(parser);
        in.recoveries(parts);
        parser.start(in);
        String outcome = outcome(parser, in, parser.parse(in));
        return parts.told() + outcome;
    }

    /** Writes down which parts of a message did not fit, a line each. */
    private record Parts(MessageParser<?> parser, StringBuilder lines) implements RecoveryListener {
        Parts(MessageParser<?> parser) {
            this(parser, new StringBuilder());
        }

        String told() {
            return lines.toString();
        }

        @Override
        public void lost(Input in) {
            lines.append(error(parser.error("demo", "", 1))).append('\n');
        }

        @Override
        public void takenUp(Input in, long skipped) {
            lines.append("resync at " + in.offset() + " skipped " + skipped).append('\n');
        }
    }

    private static String outcome(MessageParser<?> parser, Input in, Progress progress) {
        return switch (progress) {
            case DONE -> parser.message().messageName() + ' ' + FieldText.of(parser.message()) + " left " + in.unread();
            case MORE -> WAITS;
            case FAILED -> error(parser.error("demo", "", 1));
        };
    }

    static String error(ParseError error) {
        return "parse_error " + error.kind() + " at " + error.offset()
                + (error.direction().isEmpty() ? "" : " of " + error.direction()) + " in " + error.path()
                + ": expected " + error.expected() + ", found " + error.found();
    }

    /** The same message as a stream in pieces, which ends behind them. */
    String pieces(Step.Whole step, Cuts cuts) throws ReflectiveOperationException {
        MessageParser<?> parser = parser(step);
        Input in = new Input(new BufferPool());
        Parts parts = new Parts(parser);
        in.recoveries(parts);
        parser.start(in);
        String text = outcome(parser, in, parser.parse(in));
        int at = 0;
        for (int end : cuts.ends(0, step.bytes().length)) {
            if (text.equals(WAITS)) {
                byte[] piece = Arrays.copyOfRange(step.bytes(), at, end);
                in.append(piece, 0, piece.length, 1, 1);
                text = outcome(parser, in, parser.parse(in));
                in.keep();
                Arrays.fill(piece, (byte) '?');
            }
            at = end;
        }
        if (text.equals(WAITS)) {
            in.close();
            text = outcome(parser, in, parser.parse(in));
        }
        // Bytes behind the message may or may not have come when it was whole.
        return parts.told() + text.replaceFirst(" left \\d+$", "");
    }

    /** What becomes of all the beginnings of a message; each must be read or refused, and none may throw. */
    List<String> problemsOfBeginnings(Step.Whole step) throws ReflectiveOperationException {
        List<String> problems = new ArrayList<>();
        for (int length = 0; length < step.bytes().length; length++) {
            MessageParser<?> parser = parser(step);
            Input in = Input.of(step.bytes(), 0, length);
            parser.start(in);
            Progress progress = parser.parse(in);
            if (progress == Progress.MORE) {
                problems.add("the first " + length + " bytes, which are all, make the parser wait");
            }
            if (progress == Progress.FAILED
                    && parser.error("demo", "", 1).path().isEmpty()) {
                problems.add("the first " + length + " bytes give an error without a path");
            }
        }
        return problems;
    }

    private MessageParser<?> parser(Step.Whole step) throws ReflectiveOperationException {
        return parser(step.message());
    }

    /** A parser of the message of a name. */
    MessageParser<?> parser(String message) throws ReflectiveOperationException {
        Constructor<?> constructor =
                cases.load(compiled.packageName() + '.' + message + "Parser").getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        List<Object> given = new ArrayList<>();
        for (Class<?> each : constructor.getParameterTypes()) {
            given.add(calls(each));
        }
        return (MessageParser<?>) constructor.newInstance(given.toArray());
    }

    /** What calls the class that the case brings for what its spec leaves to Java. */
    private Object calls(Class<?> type) throws ReflectiveOperationException {
        String externs = compiled.externs();
        if (externs == null) {
            throw new IllegalStateException("the case brings no class for " + type.getName());
        }
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(cases.make(externs));
    }
}
