// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
/** A lamp that is switched over the net: small, so that all that is generated from it can be read. */
@NullMarked
package lamp;

import org.jspecify.annotations.NullMarked;
