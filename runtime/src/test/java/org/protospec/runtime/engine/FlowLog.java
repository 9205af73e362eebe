package org.protospec.runtime.engine;

import java.util.ArrayList;
import java.util.List;
import org.protospec.runtime.event.AlertEvent;
import org.protospec.runtime.event.FlowEndEvent;
import org.protospec.runtime.event.FlowStartEvent;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;

/** Notes when flows begin and end, and their alerts, a line each. */
final class FlowLog implements RuleSet {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void install(Rules rules) {
        rules.on(
                FlowStartEvent.TYPE,
                e -> lines.add("start " + e.protocol() + " " + e.flow().id() + " #" + e.packet()));
        rules.on(AlertEvent.TYPE, e -> lines.add("alert " + e.alert().description() + " #" + e.packet()));
        rules.on(
                FlowEndEvent.TYPE,
                e -> lines.add("end " + e.protocol() + " " + e.flow().id() + " "
                        + e.reason().label() + " " + e.state()));
    }

    @Override
    public String name() {
        return "logger";
    }
}
