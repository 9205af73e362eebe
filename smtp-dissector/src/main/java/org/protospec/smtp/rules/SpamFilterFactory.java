package org.protospec.smtp.rules;

import java.io.PrintStream;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.protospec.runtime.event.RuleFactory;
import org.protospec.runtime.event.RuleSet;

/** Makes {@link SpamFilter} for the command line: {@code --rule spam-filter:domain=suspicious.org}. */
public final class SpamFilterFactory implements RuleFactory {
    /** Made by the service loader. */
    public SpamFilterFactory() {}

    @Override
    public String name() {
        return "spam-filter";
    }

    @Override
    public String help() {
        return "alerts of mail whose sender is of a forbidden domain, and drops its flow";
    }

    @Override
    public SortedMap<String, String> options() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("domain", "the forbidden domain")));
    }

    @Override
    public RuleSet create(Map<String, String> options, PrintStream output) {
        String domain = options.get("domain");
        if (domain == null || domain.isBlank()) {
            throw new IllegalArgumentException(
                    "spam-filter needs the forbidden domain: spam-filter:domain=example.org");
        }
        return new SpamFilter(domain);
    }
}
