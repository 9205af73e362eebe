@NullMarked
package org.protospec.protocols.stack;

import org.jspecify.annotations.NullMarked;
