package org.protospec.it.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared of one SMTP connection, each entry as text: an oracle's view, or what the command printed. Text of
 * the connection has one character a byte (ISO 8859-1).
 *
 * @param streams {@code up} and {@code down}: length and SHA-256
 * @param lines commands and lines of AUTH exchanges
 * @param replies codes, texts, and which client line each one answers
 * @param mails kind, raw length and SHA-256, the same without dot stuffing, whether complete
 * @param starttls whether TLS was agreed on
 */
record Connection(
        Map<String, String> streams, List<String> lines, List<String> replies, List<String> mails, boolean starttls) {

    /** What an oracle says. */
    static Connection expected(Json oracle) {
        List<String> lines = new ArrayList<>();
        for (Json each : oracle.elements("commands")) {
            if (each.text("kind").equals("auth-continuation")) {
                lines.add("auth " + each.text("line"));
            } else {
                String sent = each.textOrNull("verb_as_sent");
                lines.add(command(sent == null ? each.text("verb") : sent, each.textOrNull("parameter")));
            }
        }
        List<String> replies = new ArrayList<>();
        for (Json each : oracle.elements("responses")) {
            List<String> texts = new ArrayList<>();
            for (Json line : each.elements("lines")) {
                texts.add(String.valueOf(line.value()));
            }
            replies.add(each.number("code") + " " + texts + " to " + each.numberOrNull("for"));
        }
        List<String> mails = new ArrayList<>();
        for (Json each : oracle.elements("mails")) {
            mails.add(each.text("kind")
                    + ' '
                    + each.number("raw_len")
                    + ' '
                    + each.textOrNull("raw_sha256")
                    + ' '
                    + each.number("unstuffed_len")
                    + ' '
                    + each.textOrNull("unstuffed_sha256")
                    + ' '
                    + each.flag("complete"));
        }
        Map<String, String> streams = new TreeMap<>();
        for (String side : List.of("client", "server")) {
            Json stream = oracle.at("tcp").value() == null
                    ? new Json(null)
                    : oracle.at("tcp").at(side);
            // None where bytes are missing.
            if (stream.value() != null && stream.has("sha256")) {
                streams.put(
                        side.equals("client") ? "up" : "down", stream.number("length") + " " + stream.text("sha256"));
            }
        }
        return new Connection(
                streams, lines, replies, mails, oracle.at("starttls").flag("accepted"));
    }

    /** What the command's JSON lines about one flow say. */
    static Connection said(List<Json> events) {
        List<String> lines = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        List<String> mails = new ArrayList<>();
        Map<String, String> streams = new TreeMap<>();
        boolean starttls = false;
        for (Json each : events) {
            boolean latin1 = each.has("encoding");
            switch (each.text("event")) {
                case "command" -> {
                    Json command = each.at("command");
                    String parameter = command.textOrNull("parameter");
                    lines.add(command(
                            bytes(command.text("verb"), latin1), parameter == null ? null : bytes(parameter, latin1)));
                }
                case "auth_line" -> lines.add("auth " + bytes(each.text("line"), latin1));
                case "response" -> {
                    List<String> texts = new ArrayList<>();
                    for (Json line : each.at("replies").elements("lines")) {
                        String text = line.textOrNull("text");
                        texts.add(text == null ? "" : bytes(text, latin1));
                    }
                    replies.add(
                            each.at("replies").number("code") + " " + texts + " to " + each.numberOrNull("answers"));
                }
                case "mail_content" ->
                    mails.add(each.text("transfer")
                            + ' '
                            + each.number("raw_bytes")
                            + ' '
                            + each.text("raw_sha256")
                            + ' '
                            + each.number("bytes")
                            + ' '
                            + each.text("sha256")
                            + ' '
                            + each.flag("complete"));
                case "starttls" -> starttls = true;
                case "flow_end" -> {
                    for (String way : List.of("up", "down")) {
                        Json stream = each.at("streams").at(way);
                        streams.put(way, stream.number("bytes") + " " + stream.text("sha256"));
                    }
                }
                default -> {}
            }
        }
        return new Connection(streams, lines, replies, mails, starttls);
    }

    private static String command(String verb, @Nullable String parameter) {
        return verb.toUpperCase(Locale.ROOT) + (parameter == null || parameter.isEmpty() ? "" : " " + parameter);
    }

    private static String bytes(String text, boolean latin1) {
        return latin1 ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** This view without the streams that an oracle has no digest of. */
    Connection like(Connection oracle) {
        Map<String, String> compared = new TreeMap<>(streams);
        compared.keySet().retainAll(oracle.streams.keySet());
        return new Connection(compared, lines, replies, mails, starttls);
    }
}
