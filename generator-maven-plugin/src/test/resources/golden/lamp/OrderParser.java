// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import javax.annotation.processing.Generated;
import org.protospec.runtime.bytes.Checked;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/** Reads {@link Order}, from whatever bytes there are, and goes on later where it stopped. */
@Generated("org.protospec.generator")
public final class OrderParser extends MessageParser<Order> {
    OrderParser() {
        super(new Order());
    }

    @Override
    @SuppressWarnings("fallthrough")
    protected Progress resume(Input in) {
        Order message = message();
        while (true) {
            switch (step) {
                case 0: // length: u16 ...
                    if (!run(0, in, 4)) {
                        return stopped();
                    }
                    // fall through
                case 1: // require it < 1000
                    field(0, 2);
                    if (!require(1, in, message.length() < 1000, "an order of " + message.length() + " bytes")) {
                        return stopped();
                    }
                    // fall through
                case 2: // if mode == Mode.ON
                    if (message.mode() != Mode.ON) {
                        step = 4;
                        continue;
                    }
                    // fall through
                case 3: // colours: u8[]
                    step = 3;
                    if (!bytes(3, in, Checked.multiply(3, 1), 3)) {
                        return stopped();
                    }
                    message.colours.set(from, (to - from) / 1);
                    // fall through
                case 4: // note: bytes[length]
                    if (!bytes(4, in, message.length(), 999)) {
                        return stopped();
                    }
                    message.note.set(from, to);
                    // fall through
                case 5: // let bright
                    message.bright = message.level() > 50;
                    // fall through
                default:
                    return Progress.DONE;
            }
        }
    }

    @Override
    protected String label(int step) {
        return switch (step) {
            case 0, 1 -> "length";
            case 3 -> "colours";
            case 4 -> "note";
            case 5 -> "bright";
            default -> "";
        };
    }

    @Override
    protected String expected(int step) {
        return switch (step) {
            case 0 -> "u16";
            case 1 -> "it < 1000";
            case 2 -> "if mode == Mode.ON";
            case 3 -> "u8[]";
            case 4 -> "bytes[length]";
            case 5 -> "a value for bright";
            default -> "";
        };
    }
}
