package org.protospec.generator.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.protospec.generator.model.Spec;

/** The delimiters that a spec's messages use, by the names of their constants. */
final class Delimiters {
    private final Spec spec;
    private final Names names = Names.empty();
    private final Names classNames = Names.classes();
    private final List<Delimiter> used = new ArrayList<>();

    /**
     * A delimiter.
     *
     * @param tokens any of which it may be
     * @param lead what stands before it and belongs to the content
     */
    record Delimiter(List<Integer> tokens, String lead, String constant, String className) {
        Delimiter {
            tokens = List.copyOf(tokens);
        }
    }

    Delimiters(Spec spec) {
        this.spec = spec;
    }

    /** The constant that holds a delimiter behind a lead. */
    String constant(List<Integer> tokens, String lead) {
        for (Delimiter each : used) {
            if (each.tokens().equals(tokens) && each.lead().equals(lead)) {
                return each.constant();
            }
        }
        String base = tokens.stream()
                .map(token -> spec.tokens().get(token).name().orElse("delimiter_" + token))
                .collect(Collectors.joining("_or_"));
        String suffix = lead.isEmpty() ? "" : lead.length() == 1 ? "_after_lf" : "_after_crlf";
        String constant = names.constant(Names.upper(base) + suffix.toUpperCase(java.util.Locale.ROOT));
        String className = classNames.type(Names.camel(base) + suffix, "Delimiter");
        used.add(new Delimiter(tokens, lead, constant, className));
        return constant;
    }

    /** Those asked for, in order. */
    List<Delimiter> used() {
        return List.copyOf(used);
    }
}
