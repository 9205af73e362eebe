/** The resolved model of a spec: names are ids, expressions have types, constants are folded. */
@NullMarked
package org.protospec.generator.model;

import org.jspecify.annotations.NullMarked;
