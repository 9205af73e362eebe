package org.protospec.runtime.alert;

/**
 * Traffic that somebody should look at.
 *
 * @param severity how grave it is
 * @param description what was seen, for people
 * @param origin what raised it
 * @param name name of the rule or state that raised it
 */
public record Alert(Severity severity, String description, Origin origin, String name) {
    /** The two sources of alerts. */
    public enum Origin {
        /** A security rule. */
        RULE,
        /** A state of a protocol's machine. */
        STATE
    }
}
