/**
 * How flows of unknown ports are recognised: {@link org.protospec.runtime.detect.Signature} says what the first bytes of a protocol's
 * flows look like, {@link org.protospec.runtime.detect.Detector} holds flows against the signatures of several protocols.
 */
@NullMarked
package org.protospec.runtime.detect;

import org.jspecify.annotations.NullMarked;
