/** The SMTP dissector as a whole: acceptance, oracles, cuts, allocation. */
@NullMarked
package org.protospec.it.smtp;

import org.jspecify.annotations.NullMarked;
