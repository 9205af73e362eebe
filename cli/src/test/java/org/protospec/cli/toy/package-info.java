/** A small protocol of lines, written by hand, that the tests of the commands dissect. */
@NullMarked
package org.protospec.cli.toy;

import org.jspecify.annotations.NullMarked;
