/** The compiler of protocol specs; its entry points are pure functions from sources to results. */
@NullMarked
package org.protospec.generator;

import org.jspecify.annotations.NullMarked;
