/** What an attacker may put into a capture to exhaust who reads it, each with the bound that holds. */
@NullMarked
package org.protospec.it.attacks;

import org.jspecify.annotations.NullMarked;
