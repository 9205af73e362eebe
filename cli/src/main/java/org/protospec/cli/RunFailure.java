package org.protospec.cli;

import java.util.Locale;
import org.protospec.runtime.machine.MissingExternsException;

/** A rule, or the program itself, failed in the middle of a run. */
final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String OWN_PACKAGES = "org.protospec.";

    RunFailure(String capture, long packet, RuntimeException cause) {
        super(String.format(Locale.ROOT, "%s, packet %d: %s", capture, packet, cause), cause);
    }

    /** What failed, where, for people: the innermost place outside of the Java platform. */
    String text() {
        Throwable cause = getCause();
        if (cause instanceof MissingExternsException) {
            return String.valueOf(cause.getMessage());
        }
        StackTraceElement place = null;
        for (StackTraceElement each : cause == null ? new StackTraceElement[0] : cause.getStackTrace()) {
            if (each.getModuleName() == null) {
                place = each;
                break;
            }
        }
        boolean own = place == null || place.getClassName().startsWith(OWN_PACKAGES);
        return (own ? "a mistake in Protospec itself, please report it: " : "a rule failed: ")
                + getMessage()
                + (place == null ? "" : "\n    at " + place);
    }
}
