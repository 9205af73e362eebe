package org.protospec.runtime.engine;

import org.protospec.runtime.alert.Alert;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.EventContext;
import org.protospec.runtime.event.Listeners;
import org.protospec.runtime.flow.Flow;

/** Where the events of a flow's start and end happen: at the current packet. */
final class FlowContext implements EventContext {
    private final Flow flow;
    private final String protocol;
    private final Listeners<AlertEvent> alerts;

    FlowContext(Flow flow, String protocol, Listeners<AlertEvent> alerts) {
        this.flow = flow;
        this.protocol = protocol;
        this.alerts = alerts;
    }

    @Override
    public String protocol() {
        return protocol;
    }

    @Override
    public Flow flow() {
        return flow;
    }

    @Override
    public long packet() {
        return flow.clock().packet();
    }

    @Override
    public long time() {
        return flow.clock().now();
    }

    @Override
    public void raise(Alert alert) {
        AlertEvent event = new AlertEvent(alert);
        event.at(this);
        alerts.deliver(event);
    }

    @Override
    public void drop() {
        flow.drop();
    }
}
