/** Names and types: from the syntax tree to the resolved model. */
@NullMarked
package org.protospec.generator.resolve;

import org.jspecify.annotations.NullMarked;
