package org.protospec.generator.regex;

import java.util.List;

/**
 * A deterministic automaton as it is first found: all its states can be reached from state 0, some may be equivalent or
 * lead nowhere.
 *
 * @param next for every state the next state by byte class, or {@link Dfa#REJECT}
 * @param tokens for every state the tokens whose match ends there, ascending
 */
record Table(ByteClasses classes, List<int[]> next, List<List<Integer>> tokens) {}
