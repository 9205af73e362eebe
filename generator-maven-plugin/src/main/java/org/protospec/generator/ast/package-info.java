/** The syntax tree of a spec: what was written, before names and types mean anything. */
@NullMarked
package org.protospec.generator.ast;

import org.jspecify.annotations.NullMarked;
