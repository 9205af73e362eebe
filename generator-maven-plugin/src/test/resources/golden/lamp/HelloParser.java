// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import javax.annotation.processing.Generated;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/** Reads {@link Hello}, from whatever bytes there are, and goes on later where it stopped. */
@Generated("org.protospec.generator")
public final class HelloParser extends MessageParser<Hello> {
    HelloParser() {
        super(new Hello());
    }

    @Override
    @SuppressWarnings("fallthrough")
    protected Progress resume(Input in) {
        Hello message = message();
        while (true) {
            switch (step) {
                case 0: // "LAMP"
                    if (!token(0, in, LampTokens.token2(in), 65536)) {
                        return stopped();
                    }
                    // fall through
                case 1: // " "
                    if (!optional(1, in, LampTokens.token3(in), 65536)) {
                        if (!absent()) {
                            return stopped();
                        }
                        step = 3;
                        continue;
                    }
                    // fall through
                case 2: // name: WORD /[A-Za-z]+/
                    if (!token(2, in, LampTokens.word(in), 16)) {
                        return stopped();
                    }
                    message.name.set(from, to);
                    // fall through
                case 3: // EOL /\r?\n/
                    if (!token(3, in, LampTokens.eol(in), 65536)) {
                        return stopped();
                    }
                    // fall through
                default:
                    return Progress.DONE;
            }
        }
    }

    @Override
    protected int whole(Hello message, byte[] bytes, int start, int at, int limit) {
        message.clear();
        int p = at;
        int end;
        end = LampTokens.token2(bytes, p, limit);
        if (end < 0) {
            return NOT_WHOLE;
        }
        p = end;
        end = LampTokens.token3(bytes, p, limit);
        if (end == Input.MORE) {
            return NOT_WHOLE;
        }
        if (end != Input.NO_MATCH) {
            p = end;
            end = LampTokens.word(bytes, p, limit);
            if (end < 0 || end - p > 16) {
                return NOT_WHOLE;
            }
            message.name.set(p - start, end - start);
            p = end;
        }
        end = LampTokens.eol(bytes, p, limit);
        if (end < 0) {
            return NOT_WHOLE;
        }
        p = end;
        return p;
    }

    @Override
    protected String label(int step) {
        return switch (step) {
            case 2 -> "name";
            default -> "";
        };
    }

    @Override
    protected String expected(int step) {
        return switch (step) {
            case 0 -> "\"LAMP\"";
            case 1 -> "\" \"";
            case 2 -> "WORD /[A-Za-z]+/";
            case 3 -> "EOL /\\r?\\n/";
            default -> "";
        };
    }
}
