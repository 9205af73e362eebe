/** What a run finds does not depend on how many threads dissect the flows. */
@NullMarked
package org.protospec.it.threads;

import org.jspecify.annotations.NullMarked;
