/** Alerts: what rules and state machines say of traffic that somebody should look at. */
@NullMarked
package org.protospec.runtime.alert;

import org.jspecify.annotations.NullMarked;
