// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import java.util.List;
import javax.annotation.processing.Generated;
import org.protospec.runtime.detect.ByteAutomaton;
import org.protospec.runtime.detect.FirstBytes;
import org.protospec.runtime.detect.Signature;

/** What the first bytes of lamp look like, where its port does not tell. */
@Generated("org.protospec.generator")
final class LampSignatures {
    /**
     * Both sides begin with a line of their name.
     *
     * <p>Line 8 of lamp.proto-spec.
     */
    private static final Signature SIGNATURE = Signature.both(
        new FirstBytes("/LAMP[ \\r\\n]/", 5, LampSignatures::clientBegins),
        new FirstBytes("/LAMP [^\\r\\n]*\\n/", 40, LampSignatures::serverBegins));

    /** All of them: any will do. */
    static final List<Signature> ALL = List.of(SIGNATURE);

    private LampSignatures() {}

    /** Matches /LAMP[ &#92;r&#92;n]/. */
    private static int clientBegins(int state, int c) {
        return switch (state) {
            case 0 -> c == 'L' ? 1 : ByteAutomaton.FAILED;
            case 1 -> c == 'A' ? 2 : ByteAutomaton.FAILED;
            case 2 -> c == 'M' ? 3 : ByteAutomaton.FAILED;
            case 3 -> c == 'P' ? 4 : ByteAutomaton.FAILED;
            case 4 -> c == '\n' || c == '\r' || c == ' ' ? ByteAutomaton.MATCHED : ByteAutomaton.FAILED;
            default -> ByteAutomaton.FAILED;
        };
    }

    /** Matches /LAMP [^&#92;r&#92;n]*&#92;n/. */
    private static int serverBegins(int state, int c) {
        return switch (state) {
            case 0 -> c == 'L' ? 1 : ByteAutomaton.FAILED;
            case 1 -> c == 'A' ? 2 : ByteAutomaton.FAILED;
            case 2 -> c == 'M' ? 3 : ByteAutomaton.FAILED;
            case 3 -> c == 'P' ? 4 : ByteAutomaton.FAILED;
            case 4 -> c == ' ' ? 5 : ByteAutomaton.FAILED;
            case 5 -> c == '\n' ? ByteAutomaton.MATCHED : c != '\r' ? 5 : ByteAutomaton.FAILED;
            default -> ByteAutomaton.FAILED;
        };
    }
}
