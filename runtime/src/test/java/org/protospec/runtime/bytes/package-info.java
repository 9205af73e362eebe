@NullMarked
package org.protospec.runtime.bytes;

import org.jspecify.annotations.NullMarked;
