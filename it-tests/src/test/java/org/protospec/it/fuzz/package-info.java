/** Fuzzing: capture files, packets and SMTP sessions from bytes that a fuzzer chooses. See docs/fuzzing.md. */
@NullMarked
package org.protospec.it.fuzz;

import org.jspecify.annotations.NullMarked;
