/** Security rules hooked to events, and the alerts that they raise. */
@NullMarked
package org.protospec.runtime.rule;

import org.jspecify.annotations.NullMarked;
