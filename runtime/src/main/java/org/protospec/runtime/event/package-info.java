/** Typed events of protocols, streamed ones too, and the rules that listen to them. */
@NullMarked
package org.protospec.runtime.event;

import org.jspecify.annotations.NullMarked;
