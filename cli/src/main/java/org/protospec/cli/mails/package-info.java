/** The mails of a capture as files. */
@NullMarked
package org.protospec.cli.mails;

import org.jspecify.annotations.NullMarked;
