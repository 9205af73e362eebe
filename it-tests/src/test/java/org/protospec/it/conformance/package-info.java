/** The scripts of {@code it-tests/conformance}, run over what the command says within this virtual machine. */
@NullMarked
package org.protospec.it.conformance;

import org.jspecify.annotations.NullMarked;
