/** What holds for the product as a whole. */
@NullMarked
package org.protospec.it;

import org.jspecify.annotations.NullMarked;
