/** The protospec command: what a person types, and the exit status that a script reads. */
@NullMarked
package org.protospec.cli;

import org.jspecify.annotations.NullMarked;
