/** Source files as their author wrote them, and places in them. */
@NullMarked
package org.protospec.generator.source;

import org.jspecify.annotations.NullMarked;
