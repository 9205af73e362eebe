package org.protospec.cli;

/** What the program's exit status means. */
final class ExitStatus {
    /** All was done. */
    static final int DONE = 0;
    /** A spec or a file of rules has errors. */
    static final int SPEC_ERRORS = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** An input could not be read, or an output not be written. */
    static final int FILES = 3;
    /** {@code --fail-on-alert}: there was such an alert. */
    static final int ALERTS = 4;
    /** A mistake in the program, or in a rule. */
    static final int INTERNAL = 70;

    static final String FOOTER_TEXT = """

            Exit status:
              0  all was done
              1  a spec or a file of rules has errors
              2  the command line is wrong
              3  a file could not be read or written; each is named, the others are done
              4  there was an alert of the severity that --fail-on-alert names
            """;

    private ExitStatus() {}
}
