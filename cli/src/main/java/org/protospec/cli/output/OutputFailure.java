package org.protospec.cli.output;

import java.io.IOException;
import java.util.Locale;

/** Standard output takes no more: its reader has gone, or the disk is full. Ends the program. */
public final class OutputFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutputFailure(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether the reader of a pipe has closed it, which is its right and no error. */
    public boolean isClosedPipe() {
        String message = getMessage();
        // The text is the operating system's: "Broken pipe", "The pipe is being closed".
        return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
    }
}
