/** Language cases: one text file each, run whole and cut into pieces in many ways. */
@NullMarked
package org.protospec.it.cases;

import org.jspecify.annotations.NullMarked;
