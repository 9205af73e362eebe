/** Flows spread over threads: what the tracker tells of them is written down, and done by lanes, in an order that can be told. */
@NullMarked
package org.protospec.runtime.lane;

import org.jspecify.annotations.NullMarked;
