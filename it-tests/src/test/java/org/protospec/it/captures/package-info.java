/** The stack from specs over captures: its own samples, and those of other people where they are there. */
@NullMarked
package org.protospec.it.captures;

import org.jspecify.annotations.NullMarked;
