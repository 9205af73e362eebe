package org.protospec.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which known word somebody may have meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean "x"?} with the nearest of the known words, or a list of all where none is near. */
    public static String hint(String wrong, Collection<String> known) {
        String best = "";
        int bestDistance = (wrong.length() + 1) / 2 + 1;
        for (String word : known) {
            int distance = distance(wrong.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
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

    /** Insertions, deletions, replacements, and swaps of neighbours (Damerau 1964; optimal string alignment). */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
