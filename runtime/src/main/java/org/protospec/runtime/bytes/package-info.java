/** Bytes and how to read them: numbers, text, addresses, searches. Knows nobody. */
@NullMarked
package org.protospec.runtime.bytes;

import org.jspecify.annotations.NullMarked;
