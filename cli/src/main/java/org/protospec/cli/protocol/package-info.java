/** Where the protocols of a command line come from: jars and spec files. */
@NullMarked
package org.protospec.cli.protocol;

import org.jspecify.annotations.NullMarked;
