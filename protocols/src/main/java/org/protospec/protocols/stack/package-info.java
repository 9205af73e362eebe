/** The packet protocols put together: from a captured packet down to its TCP segment or UDP datagram. */
@NullMarked
package org.protospec.protocols.stack;

import org.jspecify.annotations.NullMarked;
