package org.protospec.runtime.event;

import java.io.PrintStream;
import java.util.Map;
import java.util.SortedMap;

/**
 * A built-in rule with options: makes a rule set of what was asked for on the command line.
 *
 * <p>Jars name theirs in {@code META-INF/services/org.protospec.runtime.event.RuleFactory}.
 */
public interface RuleFactory {
    /** Its name on the command line, as {@code spam-filter}. */
    String name();

    /** What it does, in one sentence. */
    String help();

    /** Its options: what each one means, by name. */
    SortedMap<String, String> options();

    /**
     * Makes the rules.
     *
     * @param options by name, only those that {@link #options} names, in the order in which they were given
     * @param output where a rule prints that prints anything
     * @throws IllegalArgumentException if a value is no good or a needed one is missing, with a message for people
     */
    RuleSet create(Map<String, String> options, PrintStream output);
}
