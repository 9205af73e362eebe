/** What the compiler has to say to the author of a spec: numbered kinds, places, and their printed form. */
@NullMarked
package org.protospec.generator.diagnostic;

import org.jspecify.annotations.NullMarked;
