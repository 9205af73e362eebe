/** The documentation tested: its specs compile, its examples give what it says, its commands print what it shows. */
@NullMarked
package org.protospec.it.docs;

import org.jspecify.annotations.NullMarked;
