/**
 * Fragments of IP put together. {@link org.protospec.runtime.ip.FragmentAssembler} is the way in; it knows no headers, only what they say.
 * Everything here belongs to one thread.
 */
@NullMarked
package org.protospec.runtime.ip;

import org.jspecify.annotations.NullMarked;
