package org.protospec.cli.output;

import org.protospec.runtime.alert.Severity;

/** Whether and how alerts stand out (ECMA-48, SGR). */
public enum Colors {
    /** For files and pipes. */
    NONE {
        @Override
        String start(Severity severity) {
            return "";
        }

        @Override
        String end() {
            return "";
        }
    },
    /** For terminals. */
    TERMINAL {
        @Override
        String start(Severity severity) {
            return switch (severity) {
                case LOW -> "\u001b[33m";
                case MEDIUM -> "\u001b[1;33m";
                case HIGH -> "\u001b[1;31m";
            };
        }

        @Override
        String end() {
            return "\u001b[0m";
        }
    };

    abstract String start(Severity severity);

    abstract String end();
}
