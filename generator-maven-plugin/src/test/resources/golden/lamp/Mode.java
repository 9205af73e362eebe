// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import javax.annotation.processing.Generated;

/**
 * What the lamp is to do.
 *
 * <p>Line 11 of lamp.proto-spec.
 */
@Generated("org.protospec.generator")
public final class Mode {
    /** OFF. */
    public static final long OFF = 0L;

    /** ON. */
    public static final long ON = 1L;

    private Mode() {}

    /** The name of a value, or its decimal number where it has none. */
    public static String name(long value) {
        if (value == OFF) {
            return "OFF";
        }
        if (value == ON) {
            return "ON";
        }
        return Long.toString(value);
    }
}
