/** Typed events of protocols, streamed ones too, and who listens to them. */
@NullMarked
package org.protospec.runtime.event;

import org.jspecify.annotations.NullMarked;
