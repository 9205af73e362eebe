package org.protospec.generator.diagnostic;

import java.util.Collection;
import java.util.Locale;

/** What an author who mistyped a name may have meant. */
public final class Suggestions {

    private Suggestions() {}

    /** {@code did you mean "x"?} with the nearest of the known names, or nothing if none is near. */
    public static String didYouMean(String wrong, Collection<String> known) {
        String best = "";
        int bestDistance = Math.max(1, (wrong.length() + 1) / 3) + 1;
        for (String name : known) {
            int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance && distance < name.length()) {
                best = name;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "" : "did you mean \"" + best + "\"?";
    }

    /** The optimal string alignment distance (Damerau 1964): insertions, deletions, replacements, swaps of neighbours. */
    public static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + replace);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
