/** Pictures of a spec's machine and grammar in the language of graphviz {@code dot}. */
@NullMarked
package org.protospec.generator.dot;

import org.jspecify.annotations.NullMarked;
