@NullMarked
package org.protospec.cli;

import org.jspecify.annotations.NullMarked;
