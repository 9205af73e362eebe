/** TCP (RFC 9293) below the level of flows: segments, sequence numbers, and the bytes that wait for earlier ones. */
@NullMarked
package org.protospec.runtime.tcp;

import org.jspecify.annotations.NullMarked;
