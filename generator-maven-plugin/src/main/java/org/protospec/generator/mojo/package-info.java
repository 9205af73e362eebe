/** Maven goals over the compiler; the only package that sees Maven. */
@NullMarked
package org.protospec.generator.mojo;

import org.jspecify.annotations.NullMarked;
