package org.protospec.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program found in a load.
 *
 * @param commands command lines
 * @param replies whole replies
 * @param mails mails that the server took
 * @param bodyBytes bytes of their content, without the dots that were stuffed
 */
public record Totals(long commands, long replies, long mails, long bodyBytes) {
    /** What the load's generator wrote down beside a load. */
    public static Totals truth(Path load) throws IOException {
        String json = Files.readString(Path.of(load + ".json"));
        return new Totals(
                number(json, "commands"), number(json, "replies"), number(json, "mails"), number(json, "body_bytes"));
    }

    private static long number(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": *(\\d+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + name + " in the load's truth");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** One line, to be read by {@link #parse}. */
    public String line() {
        return commands + " " + replies + " " + mails + " " + bodyBytes;
    }

    /** Reads what {@link #line} wrote. */
    public static Totals parse(String line) {
        String[] parts = line.strip().split(" ");
        return new Totals(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }
}
