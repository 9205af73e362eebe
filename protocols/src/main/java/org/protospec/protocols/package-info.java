/** Common protocols, generated from their specs, and the stack that the packet protocols form. */
@NullMarked
package org.protospec.protocols;

import org.jspecify.annotations.NullMarked;
