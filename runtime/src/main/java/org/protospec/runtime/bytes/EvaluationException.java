package org.protospec.runtime.bytes;

/** An expression of a spec has no value for this message; becomes a parse error of it and is never seen by users. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String found;

    private EvaluationException(String reason, String found) {
        // Without a stack: malformed traffic may raise one for every message.
        super(reason, null, false, false);
        this.reason = reason;
        this.found = found;
    }

    static EvaluationException of(String reason) {
        return of(reason, "none");
    }

    /** An expression for which {@code reason} would have been needed, where there was {@code found}. */
    public static EvaluationException of(String reason, String found) {
        return new EvaluationException(reason, found);
    }

    /** What would have been needed, to follow "expected". */
    public String reason() {
        return reason;
    }

    /** What there was instead, to follow "found". */
    public String found() {
        return found;
    }
}
