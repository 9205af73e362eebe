/**
 * Regular expressions over bytes and the minimal automata they become.
 *
 * <p>{@link RegexParser} reads the text between the slashes into a {@link Regex}, {@link Dfa} makes it deterministic,
 * minimal and canonically numbered, and answers the questions of the checker and of the emitter about it. A mistake in a
 * pattern and an automaton that grows too large are both results, not exceptions. Nothing here knows about files or
 * about the rest of the compiler: places are offsets into the pattern's text, in UTF-16 code units.
 */
@NullMarked
package org.protospec.generator.regex;

import org.jspecify.annotations.NullMarked;
