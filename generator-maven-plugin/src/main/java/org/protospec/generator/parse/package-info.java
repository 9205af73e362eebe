/** From text to the syntax tree; nothing of ANTLR leaves this package. */
@NullMarked
package org.protospec.generator.parse;

import org.jspecify.annotations.NullMarked;
