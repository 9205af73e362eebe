package org.protospec.it.cases;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.flow.Direction;

/**
 * One line of a case's input.
 *
 * <p>Bytes are written as parts one after the other: {@code "text"} with escapes as in specs, {@code hex 01 ff}, and
 * {@code * 100} to repeat the part before it.
 */
sealed interface Step {
    /** {@code up "EHLO\r\n"}: bytes of a direction. */
    record Bytes(Direction direction, byte[] bytes) implements Step {}

    /** {@code message NAME "..."}: one message by itself, of a spec without a machine. */
    record Whole(String message, byte[] bytes) implements Step {}

    /** {@code event opened 25 "x" true}: something that a machine over events declares happens. */
    record Happens(String event, List<Object> arguments) implements Step {}

    /** {@code gap up 100}: bytes that were not captured. */
    record Missing(Direction direction, int bytes) implements Step {}

    /** {@code close up}: the direction ends. */
    record Close(Direction direction) implements Step {}

    /** {@code time +5min}: time passes without a packet. */
    record Time(long nanoseconds) implements Step {}

    /** {@code midstream}: as the first line, the handshake was not captured. */
    record Midstream() implements Step {}

    /** {@code one_sided up}: as the first line, only this direction was captured. */
    record OneSided(Direction direction) implements Step {}

    /** {@code over tcp}: as the very first line, which of the transports that the protocol is found over. */
    record Over(String transport) implements Step {}

    /** {@code unknown_port}: as the very first line, no port tells the protocol. */
    record UnknownPort() implements Step {}

    /** {@code turned}: behind {@code midstream}, the flow is taken for one the other way round before it is recognised. */
    record Turned() implements Step {}

    /** {@code end}: the capture ends; so it does behind the last line. */
    record End() implements Step {}

    static List<Step> parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                steps.add(step(line));
            }
        }
        return steps;
    }

    private static Step step(String line) {
        String[] words = line.split("\\s+", 3);
        return switch (words[0]) {
            case "up" -> new Bytes(Direction.UP, bytes(line.substring(2)));
            case "down" -> new Bytes(Direction.DOWN, bytes(line.substring(4)));
            case "message" -> new Whole(words[1], bytes(words.length < 3 ? "" : words[2]));
            case "event" -> new Happens(words[1], arguments(words.length < 3 ? "" : words[2]));
            case "gap" -> new Missing(direction(words[1]), Integer.parseInt(words[2]));
            case "close" -> new Close(direction(words[1]));
            case "time" -> new Time(duration(words[1]));
            case "midstream" -> new Midstream();
            case "one_sided" -> new OneSided(direction(words[1]));
            case "over" -> new Over(words[1]);
            case "unknown_port" -> new UnknownPort();
            case "turned" -> new Turned();
            case "end" -> new End();
            default -> throw new IllegalArgumentException("no such step: " + line);
        };
    }

    /** Numbers, flags and texts. */
    private static List<Object> arguments(String text) {
        Matcher parts = Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|true|false|-?\\d+)")
                .matcher(text);
        List<Object> arguments = new ArrayList<>();
        int end = 0;
        while (parts.find() && parts.start() == end) {
            end = parts.end();
            String part = parts.group(1);
            arguments.add(
                    part.startsWith("\"")
                            ? Slice.of(unescaped(part.substring(1, part.length() - 1)))
                            : part.endsWith("e") ? (Object) Boolean.valueOf(part) : Long.valueOf(part));
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("no arguments: " + text);
        }
        return arguments;
    }

    private static Direction direction(String word) {
        return Direction.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }

    private static long duration(String text) {
        Matcher parts = Pattern.compile("\\+(\\d+)(ms|s|min|h)").matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no duration: " + text);
        }
        long unit = switch (parts.group(2)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "min" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        return Long.parseLong(parts.group(1)) * unit;
    }

    private static byte[] bytes(String text) {
        Matcher parts = Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|hex((?:\\s+[0-9a-fA-F]{2})+)|\\*\\s*(\\d+))")
                .matcher(text);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] last = {};
        int end = 0;
        while (parts.find() && parts.start() == end) {
            end = parts.end();
            if (parts.group(3) != null) {
                for (int i = 1; i < Integer.parseInt(parts.group(3)); i++) {
                    all.writeBytes(last);
                }
                continue;
            }
            String part = parts.group(1);
            last = parts.group(2) != null ? hex(parts.group(2)) : unescaped(part.substring(1, part.length() - 1));
            all.writeBytes(last);
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("no bytes: " + text);
        }
        return all.toByteArray();
    }

    private static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text.replaceAll("\\s+", ""));
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                int point = text.codePointAt(i);
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point) - 1;
                continue;
            }
            i++;
            switch (text.charAt(i)) {
                case 'r' -> bytes.write('\r');
                case 'n' -> bytes.write('\n');
                case 't' -> bytes.write('\t');
                case '0' -> bytes.write(0);
                case 'x' -> {
                    bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
