/** From steps to Java source; the only package that sees JavaPoet. */
@NullMarked
package org.protospec.generator.emit;

import org.jspecify.annotations.NullMarked;
