/** What generated parsers stand on: the input that stops and goes on, messages as views over it, errors as data. */
@NullMarked
package org.protospec.runtime.parse;

import org.jspecify.annotations.NullMarked;
