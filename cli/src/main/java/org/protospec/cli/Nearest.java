package org.protospec.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.protospec.generator.diagnostic.Suggestions;

/** Which known word somebody may have meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean "x"?} with the nearest of the known words, or a list of all where none is near. */
    public static String hint(String wrong, Collection<String> known) {
        String best = "";
        int bestDistance = (wrong.length() + 1) / 2 + 1;
        for (String word : known) {
            int distance = Suggestions.distance(wrong.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            boolean begun = wrong.length() > 1 && word.startsWith(wrong);
            if (begun || distance < bestDistance) {
                best = word;
                bestDistance = begun ? 0 : distance;
            }
        }
        if (!best.isEmpty()) {
            return "; did you mean \"" + best + "\"?";
        }
        return known.isEmpty() ? "" : "; known: " + known.stream().sorted().collect(Collectors.joining(", "));
    }
}
