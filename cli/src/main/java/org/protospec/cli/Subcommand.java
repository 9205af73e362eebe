package org.protospec.cli;

/** One of the program's commands. */
interface Subcommand {
    /** What is said of it and what it takes. */
    CommandSyntax syntax();

    /**
     * Does what the command line says.
     *
     * @return the exit status
     */
    int run(Arguments arguments) throws Failure;
}
