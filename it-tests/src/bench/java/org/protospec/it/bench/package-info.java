/** Benchmarks, compiled and run under the profile {@code bench} only; see {@code docs/performance.md}. */
@NullMarked
package org.protospec.it.bench;

import org.jspecify.annotations.NullMarked;
