/**
 * The bounds of a run, all in one place: {@link org.protospec.runtime.limit.Limit} names each one, {@link
 * org.protospec.runtime.limit.Limits} holds the values in force, {@link org.protospec.runtime.limit.LimitCounters} how often each one
 * was reached.
 */
@NullMarked
package org.protospec.runtime.limit;

import org.jspecify.annotations.NullMarked;
