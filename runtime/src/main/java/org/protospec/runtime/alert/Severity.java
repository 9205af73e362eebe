package org.protospec.runtime.alert;

import java.util.Locale;

/** How grave an alert is. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH;

    /** As it is written in specs and JSON: {@code low}, {@code medium}, {@code high}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
