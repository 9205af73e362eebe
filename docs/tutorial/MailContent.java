import java.nio.charset.StandardCharsets;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamSink;
import smtp.MailContentEvent;

/** Prints the content of every mail. */
public final class MailContent implements RuleSet {
    @Override
    public void install(Rules rules) {
        rules.onStream(MailContentEvent.TYPE, event -> new OneMail());
    }

    /** Collects the beginning of one mail; mails of several flows may come at the same time. */
    private static final class OneMail implements StreamSink<MailContentEvent> {
        private static final int MOST = 100_000;

        private final StringBuilder content = new StringBuilder();

        @Override
        public void piece(MailContentEvent event, Slice piece) {
            if (content.length() < MOST) {
                content.append(new String(piece.toByteArray(), StandardCharsets.ISO_8859_1));
            }
        }

        @Override
        public void end(MailContentEvent event) {
            System.out.println("== Mail Content ==");
            System.out.print(content);
            System.out.println("== End Mail Content ==");
        }
    }
}
