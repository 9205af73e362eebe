package org.protospec.smtp.rules;

import java.io.PrintStream;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.protospec.runtime.event.RuleFactory;
import org.protospec.runtime.event.RuleSet;

/** Makes {@link MailContent} for the command line: {@code --rule mail-content}. */
public final class MailContentFactory implements RuleFactory {
    /** Made by the service loader. */
    public MailContentFactory() {}

    @Override
    public String name() {
        return "mail-content";
    }

    @Override
    public String help() {
        return "prints the content of every mail";
    }

    @Override
    public SortedMap<String, String> options() {
        return Collections.unmodifiableSortedMap(new TreeMap<>());
    }

    @Override
    public RuleSet create(Map<String, String> options, PrintStream output) {
        return new MailContent(output);
    }
}
