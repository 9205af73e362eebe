// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.flow.Direction;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.machine.KeptText;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.ParseError;

/**
 * The state machine session of lamp, for one flow.
 *
 * <p>Line 39 of lamp.proto-spec.
 *
 * <pre>
 * greeting (initial)  up: Hello  down: defer
 *   up -&gt; ordering
 * ordering  up: Order  down: Hello
 *   up [order.bright &amp;&amp; orders &lt; 10]
 *   up -&gt; finish
 *   down
 * any state
 *   timeout 30000 ms -&gt; finish
 *   parse_error -&gt; fail
 * </pre>
 */
@Generated("org.protospec.generator")
final class LampMachine extends Machine {
    /** Nobody has spoken yet. */
    static final int GREETING = 0;

    /** The state ordering. */
    static final int ORDERING = 1;
    private static final int READ_HELLO = 0;
    private static final int READ_ORDER = 1;
    private static final long[] GREETING_TIMEOUTS = {30000000000L};
    private static final long[] ORDERING_TIMEOUTS = {30000000000L};
    private final LampDissector dissector;

    /** The variable name. (line 40) */
    @Nullable
    private KeptText name;

    /** The variable orders. (line 41) */
    private int orders;

    LampMachine(LampDissector dissector, Flow flow, int initial) {
        super(dissector, flow, initial);
        this.dissector = dissector;
    }

    @Override
    protected void release() {
        dissector.forget(name);
        name = null;
    }

    @Override
    protected String stateName(int state) {
        return switch (state) {
            case GREETING -> "greeting";
            case ORDERING -> "ordering";
            default -> throw new IllegalArgumentException("no state " + state);
        };
    }

    @Override
    protected int reads(int state, Direction direction) {
        boolean up = direction == Direction.UP;
        return switch (state) {
            case GREETING -> up ? READ_HELLO : DEFER;
            case ORDERING -> up ? READ_ORDER : READ_HELLO;
            default -> NOTHING;
        };
    }

    @Override
    protected boolean isRepeatable(int grammar) {
        return grammar == READ_HELLO || grammar == READ_ORDER;
    }

    @Override
    protected MessageParser<?> parser(int grammar, Direction direction) {
        switch (grammar) {
            case READ_HELLO:
                return dissector.helloParsers.take();
            case READ_ORDER:
                return dissector.orderParsers.take();
            default:
                throw new IllegalArgumentException("no message " + grammar);
        }
    }

    @Override
    protected void give(int grammar, MessageParser<?> parser) {
        switch (grammar) {
            case READ_HELLO:
                dissector.helloParsers.give((HelloParser) parser);
                break;
            case READ_ORDER:
                dissector.orderParsers.give((OrderParser) parser);
                break;
            default:
                break;
        }
    }

    private void greetingUp(Hello hello) {
        name = dissector.keep(name, hello.name() != null ? hello.name() : null, 1024);
        go(ORDERING);
    }

    private void orderingUp(Order order) {
        if (order.bright() && orders < 10) {
            dissector.events.ordered(this, order, name != null ? KeptText.of(name) : null);
            orders = orders + 1;
            return;
        }
        go(FINISH);
    }

    @Override
    protected void onUp(Message message) {
        switch (state()) {
            case GREETING:
                greetingUp((Hello) message);
                break;
            case ORDERING:
                orderingUp((Order) message);
                break;
            default:
                break;
        }
    }

    private void orderingDown(Hello message) {}

    @Override
    protected void onDown(Message message) {
        switch (state()) {
            case ORDERING:
                orderingDown((Hello) message);
                break;
            default:
                break;
        }
    }

    private boolean anyParseError(ParseError e) {
        alert(Severity.LOW, "bad order: " + e);
        go(FAIL);
        return true;
    }

    @Override
    protected boolean onParseError(ParseError error) {
        return anyParseError(error);
    }

    private void greetingTimeout30000Ms() {
        go(FINISH);
    }

    private void orderingTimeout30000Ms() {
        go(FINISH);
    }

    @Override
    protected long[] timeouts(int state) {
        return switch (state) {
            case GREETING -> GREETING_TIMEOUTS;
            case ORDERING -> ORDERING_TIMEOUTS;
            default -> super.timeouts(state);
        };
    }

    @Override
    protected void onTimeout(int state, int index) {
        if (state == GREETING && index == 0) {
            greetingTimeout30000Ms();
        }
        if (state == ORDERING && index == 0) {
            orderingTimeout30000Ms();
        }
    }
}
