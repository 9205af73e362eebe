/** Tests of what the command writes. */
@NullMarked
package org.protospec.cli.output;

import org.jspecify.annotations.NullMarked;
