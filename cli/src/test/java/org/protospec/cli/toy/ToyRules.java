package org.protospec.cli.toy;

import java.io.PrintStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.protospec.runtime.alert.Severity;
import org.protospec.runtime.event.RuleFactory;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.event.Rules;

/** A built-in rule of the tests: raises an alert about a verb, drops the flow, and prints. */
public final class ToyRules implements RuleFactory {
    @Override
    public String name() {
        return "verb-filter";
    }

    @Override
    public String help() {
        return "Drops flows with a verb.";
    }

    @Override
    public SortedMap<String, String> options() {
        return new TreeMap<>(Map.of("verb", "the verb"));
    }

    @Override
    public RuleSet create(Map<String, String> options, PrintStream output) {
        String verb = options.get("verb");
        if (verb == null) {
            throw new IllegalArgumentException("needs verb=...");
        }
        return new RuleSet() {
            @Override
            public void install(Rules rules) {
                rules.on(LineEvent.TYPE, event -> {
                    if (event.line().verb().contentEquals(verb)) {
                        event.alert(Severity.HIGH, "forbidden verb");
                        output.println("dropped");
                        event.drop();
                    }
                });
            }

            @Override
            public String name() {
                return "verb-filter";
            }
        };
    }
}
