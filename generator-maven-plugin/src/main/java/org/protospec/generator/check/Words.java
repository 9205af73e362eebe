package org.protospec.generator.check;

import java.util.Locale;

/** The words of the language for the constants of enums. */
final class Words {

    private Words() {}

    /** The word of a constant: {@code parse_error}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
