package org.protospec.it.bench;

/** A line of the client whose reply is awaited. */
final class HandWrittenCommand {
    static final int OTHER = 0;
    static final int MAIL = 1;
    static final int RCPT = 2;
    static final int RSET = 3;
    static final int DATA = 4;
    /** The mail behind DATA. */
    static final int BODY = 5;

    static final int LAST_CHUNK = 6;
    static final int STARTTLS = 7;

    final HandWrittenText verb = new HandWrittenText();
    final HandWrittenText path = new HandWrittenText();
    int kind;
    /** Number of the client's line, from 0. */
    int line;
}
