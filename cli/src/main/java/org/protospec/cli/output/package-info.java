/** What a run prints: JSON lines for scripts, readable lines and a progress bar for people. */
@NullMarked
package org.protospec.cli.output;

import org.jspecify.annotations.NullMarked;
