/** What generated state machines stand on: two directions of messages, states, transitions, time-outs. */
@NullMarked
package org.protospec.runtime.machine;

import org.jspecify.annotations.NullMarked;
