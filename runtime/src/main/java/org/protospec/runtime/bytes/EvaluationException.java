package org.protospec.runtime.bytes;

/** An expression of a spec has no value for this message; becomes a parse error of it and is never seen by users. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    private EvaluationException(String reason) {
        // Without a stack: malformed traffic may raise one for every message.
        super(reason, null, false, false);
        this.reason = reason;
    }

    static EvaluationException of(String reason) {
        return new EvaluationException(reason);
    }

    /** What would have been needed, to follow "expected". */
    public String reason() {
        return reason;
    }
}
