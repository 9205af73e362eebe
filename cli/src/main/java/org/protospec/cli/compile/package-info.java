/** Specs and rules that are compiled while the program runs. */
@NullMarked
package org.protospec.cli.compile;

import org.jspecify.annotations.NullMarked;
