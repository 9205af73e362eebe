import java.util.HashMap;
import java.util.Map;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.event.FlowEndEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;
import org.protospec.smtp.ResponseEvent;

/** Alerts of clients whose recipients are refused. */
public final class Harvesting implements RuleSet {
    private static final int MOST = 1;

    private final Map<Long, Integer> refused = new HashMap<>();

    @Override
    public void install(Rules rules) {
        rules.on(ResponseEvent.TYPE, this::response);
        rules.on(FlowEndEvent.TYPE, event -> refused.remove(event.flow().id()));
    }

    private void response(ResponseEvent event) {
        boolean isRefusal = event.replies().code() >= 500
                && event.command() != null
                && event.command().contentEquals("RCPT");
        if (isRefusal && refused.merge(event.flow().id(), 1, Integer::sum) == MOST) {
            event.alert(Severity.MEDIUM, "a recipient was refused: " + event.replies().lines().get(0).text());
        }
    }
}
