package org.protospec.runtime.machine;

/** What a spec leaves to Java is not there, or is there twice: a mistake in how a program is put together. */
public final class MissingExternsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    MissingExternsException(String message) {
        super(message);
    }

    MissingExternsException(String message, Throwable cause) {
        super(message, cause);
    }
}
