/** Security rules on the events of SMTP: the worked example for rules of one's own. */
@NullMarked
package org.protospec.smtp.rules;

import org.jspecify.annotations.NullMarked;
