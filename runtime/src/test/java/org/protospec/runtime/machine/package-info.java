@NullMarked
package org.protospec.runtime.machine;

import org.jspecify.annotations.NullMarked;
