/** What a resolved spec is found guilty of beyond wrong names and types, one class a rule, and the analyses behind it. */
@NullMarked
package org.protospec.generator.check;

import org.jspecify.annotations.NullMarked;
