/** What generated dissectors and rules run on. */
@NullMarked
package org.protospec.runtime;

import org.jspecify.annotations.NullMarked;
