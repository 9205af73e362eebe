@NullMarked
package org.protospec.cli.mails;

import org.jspecify.annotations.NullMarked;
