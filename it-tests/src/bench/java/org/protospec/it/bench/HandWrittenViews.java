package org.protospec.it.bench;

import java.util.Arrays;

/** The views that {@link HandWritten} tells its rule, the same for all sessions. */
final class HandWrittenViews {
    final HandWrittenText verb = new HandWrittenText();
    final HandWrittenText parameter = new HandWrittenText();
    HandWrittenText[] texts = {new HandWrittenText()};
    int lines;

    /** Adds a line of the reply being read. */
    void line(byte[] bytes, int from, int to) {
        if (lines == texts.length) {
            texts = Arrays.copyOf(texts, 2 * lines);
            for (int i = lines; i < texts.length; i++) {
                texts[i] = new HandWrittenText();
            }
        }
        texts[lines++].show(bytes, from, to);
    }
}
