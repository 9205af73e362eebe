/** Tests of where protocols come from. */
@NullMarked
package org.protospec.cli.protocol;

import org.jspecify.annotations.NullMarked;
