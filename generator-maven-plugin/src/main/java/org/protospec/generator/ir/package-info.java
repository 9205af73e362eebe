/** From the resolved model to the steps that a parser takes: runs of fixed size, jumps, automata. */
@NullMarked
package org.protospec.generator.ir;

import org.jspecify.annotations.NullMarked;
