package org.protospec.runtime.event;

import org.protospec.runtime.alert.Alert;
import org.protospec.runtime.parse.FieldVisitor;

/** An alert was raised by a rule or a state. */
public final class AlertEvent extends Event {
    /** What rules hook on. */
    public static final EventType<AlertEvent> TYPE = new EventType<>("", "alert", AlertEvent.class);

    private final Alert alert;

    public AlertEvent(Alert alert) {
        this.alert = alert;
    }

    /** The alert; it may be kept. */
    public Alert alert() {
        return alert;
    }

    @Override
    public void visit(FieldVisitor visitor) {
        visitor.symbol("severity", alert.severity().label());
        visitor.symbol("description", alert.description());
        visitor.symbol(alert.origin() == Alert.Origin.RULE ? "rule" : "state", alert.name());
    }

    @Override
    public EventType<AlertEvent> type() {
        return TYPE;
    }
}
