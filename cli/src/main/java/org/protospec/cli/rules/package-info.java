/** The security rules of a run: built-in ones by name, one's own from files. */
@NullMarked
package org.protospec.cli.rules;

import org.jspecify.annotations.NullMarked;
