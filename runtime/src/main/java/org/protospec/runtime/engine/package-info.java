/** A run over captures: packets are decoded, sorted into flows, and dissected by the protocols that were asked for. */
@NullMarked
package org.protospec.runtime.engine;

import org.jspecify.annotations.NullMarked;
