package org.protospec.cli.rules;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.protospec.cli.Failure;
import org.protospec.cli.Nearest;
import org.protospec.runtime.event.RuleFactory;
import org.protospec.runtime.event.RuleSet;

/** The rules of {@code --rule NAME[:KEY=VALUE,...]}. */
public final class BuiltInRules {
    private final List<RuleFactory> factories;

    public BuiltInRules(List<RuleFactory> factories) {
        this.factories = List.copyOf(factories);
    }

    /** The rules of the jars on the class path. */
    public static BuiltInRules installed() {
        return new BuiltInRules(ServiceLoader.load(RuleFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** Makes the rules of one {@code --rule}. */
    public RuleSet create(String word, PrintStream output) throws Failure {
        int colon = word.indexOf(':');
        RuleFactory factory = find(colon < 0 ? word : word.substring(0, colon));
        Map<String, String> options = options(factory, colon < 0 ? "" : word.substring(colon + 1));
        try {
            return factory.create(options, output);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("rule " + factory.name() + ": " + e.getMessage());
        }
    }

    private RuleFactory find(String name) throws Failure {
        for (RuleFactory factory : factories) {
            if (factory.name().equals(name)) {
                return factory;
            }
        }
        List<String> names = factories.stream().map(RuleFactory::name).toList();
        throw Failure.usage("unknown rule \"" + name + "\"" + Nearest.hint(name, names));
    }

    private static Map<String, String> options(RuleFactory factory, String text) throws Failure {
        Map<String, String> options = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return options;
        }
        for (String option : text.split(",", -1)) {
            int equals = option.indexOf('=');
            String key = equals < 0 ? option : option.substring(0, equals);
            if (!factory.options().containsKey(key)) {
                throw Failure.usage("rule " + factory.name() + " has no option \"" + key + "\""
                        + Nearest.hint(key, factory.options().keySet()));
            }
            if (equals < 0) {
                throw Failure.usage(
                        "option \"" + key + "\" of rule " + factory.name() + " needs a value: " + key + "=...");
            }
            if (options.put(key, option.substring(equals + 1)) != null) {
                throw Failure.usage("option \"" + key + "\" of rule " + factory.name() + " is given twice");
            }
        }
        return options;
    }

    /** What {@code --rule} knows, a few lines for people. */
    public String help() {
        StringBuilder text = new StringBuilder();
        for (RuleFactory factory : factories) {
            text.append("  ")
                    .append(factory.name())
                    .append("  ")
                    .append(factory.help())
                    .append('\n');
            factory.options()
                    .forEach((name, help) -> text.append("      ")
                            .append(name)
                            .append("=...  ")
                            .append(help)
                            .append('\n'));
        }
        return text.toString();
    }
}
