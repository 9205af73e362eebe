package org.protospec.runtime.parse;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.EvaluationException;
import org.protospec.runtime.bytes.Slice;

/** What generated code makes of the answers of functions that a spec leaves to Java ({@code extern fn}). */
public final class ExternCall {
    private static final int SHOWN = 200;

    private ExternCall() {}

    /** What a function threw, as an expression without a value. */
    public static EvaluationException failed(String function, Exception thrown) {
        return thrown instanceof EvaluationException known
                ? known
                : EvaluationException.of("a value of " + function, reason(thrown));
    }

    /** The text of an exception, or its kind where it has none. */
    static String reason(Exception thrown) {
        String message = thrown.getMessage();
        String shown = message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
        return printable(shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "...");
    }

    /** What an exception says may be made of the bytes of the traffic, and an error stands on one line. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }

    /** A number, if it is one that the function may give. */
    public static long number(String function, long given, long min, long max) {
        if (given < min || given > max) {
            String wanted = "a value of " + function + " from " + min + " to " + max;
            throw EvaluationException.of(wanted, String.valueOf(given));
        }
        return given;
    }

    /** A text, copied to a place of its own, of {@code max} bytes at most. */
    public static Slice text(String function, @Nullable Slice given, JoinedText place, int max) {
        Slice text = textOrNull(function, given, place, max);
        if (text == null) {
            throw EvaluationException.of("a value of " + function, "none");
        }
        return text;
    }

    /** The same of one that may be absent. */
    public static @Nullable Slice textOrNull(String function, @Nullable Slice given, JoinedText place, int max) {
        if (given == null || !given.isPresent()) {
            place.clear();
            return null;
        }
        if (given.length() > max) {
            String wanted = "a value of " + function + " of at most " + max + " bytes";
            throw EvaluationException.of(wanted, given.length() + " bytes");
        }
        return place.show(given);
    }
}
