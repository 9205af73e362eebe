@NullMarked
package org.protospec.runtime.ip;

import org.jspecify.annotations.NullMarked;
