// Generated from lamp.proto-spec by Protospec VERSION. Do not edit.
package lamp;

import java.util.List;
import javax.annotation.processing.Generated;
import org.protospec.runtime.detect.Signature;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.machine.Binding;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.Protocol;

/**
 * A lamp that is switched over the net: small, so that all that is generated from it can be read.
 *
 * <p>Line 2 of lamp.proto-spec.
 */
@Generated("org.protospec.generator")
public final class Lamp implements Protocol {
    @Override
    public String name() {
        return "lamp";
    }

    @Override
    public String description() {
        return "A lamp that is switched over the net: small, so that all that is generated from it can be read.";
    }

    @Override
    public List<Binding> bindings() {
        return List.of(new Binding("tcp", "port", List.of(4242)));
    }

    @Override
    public List<Signature> signatures() {
        return LampSignatures.ALL;
    }

    @Override
    public List<EventType<?>> events() {
        return List.of(OrderedEvent.TYPE);
    }

    @Override
    public Dissector dissector(Rules rules) {
        return new LampDissector(rules);
    }
}
