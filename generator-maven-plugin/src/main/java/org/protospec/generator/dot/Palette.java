package org.protospec.generator.dot;

/**
 * The colours of the pictures: light fills under black text, outlines from the palette of Okabe and Ito, which people
 * with any kind of colour vision tell apart. Shapes and line styles say everything that colours say.
 */
final class Palette {
    static final String TEXT = "#1a1a1a";
    static final String DIM = "#4d4d4d";
    static final String LINE = "#5a5a5a";
    static final String PLAIN_FILL = "#ffffff";
    static final String INITIAL_FILL = "#dceefb";
    static final String INITIAL_LINE = "#0072b2";
    static final String FINISH_FILL = "#d8f3e8";
    static final String FINISH_LINE = "#007a5a";
    static final String FAIL_FILL = "#fde3d2";
    static final String FAIL_LINE = "#b84a00";
    static final String SHARED_FILL = "#f4f4f4";
    static final String CONTROL_FILL = "#fff6cc";
    static final String CONTROL_LINE = "#8a6d00";
    static final String EVENT_FILL = "#f6e3ef";
    static final String EVENT_LINE = "#a0447c";
    static final String UNREACHED = "#8c8c8c";

    private Palette() {}
}
