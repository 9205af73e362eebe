package org.protospec.cli;

/** What keeps a command from being done: a message for the person, and the exit status. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Failure(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The command line is wrong. */
    public static Failure usage(String message) {
        return new Failure(ExitStatus.USAGE, message);
    }

    /** A spec or a file of rules has errors. */
    public static Failure spec(String message) {
        return new Failure(ExitStatus.SPEC_ERRORS, message);
    }

    /** A file cannot be read or written. */
    public static Failure file(String message) {
        return new Failure(ExitStatus.FILES, message);
    }

    /** The message; never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    int status() {
        return status;
    }
}
