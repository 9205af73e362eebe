/**
 * Flows: which packets belong together, which side is the client, what bytes each side sent in which order, and when it is over.
 *
 * <p>{@link org.protospec.runtime.flow.FlowTracker} is the way in. Everything here belongs to one thread; several trackers may work
 * side by side. Nothing is allocated for a packet.
 */
@NullMarked
package org.protospec.runtime.flow;

import org.jspecify.annotations.NullMarked;
