package org.protospec.generator.check;

/** One rule that specs are held to; it has no state. */
interface Check {

    /** Reports every place that breaks the rule. */
    void check(CheckContext context);
}
