package org.protospec.generator.emit;

import java.util.ArrayList;
import java.util.List;
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
     * @param lead what stands before it and belongs to the content
     */
    record Delimiter(int token, String lead, String constant, String className) {}

    Delimiters(Spec spec) {
        this.spec = spec;
    }

    /** The constant that holds a delimiter behind a lead. */
    String constant(int token, String lead) {
        for (Delimiter each : used) {
            if (each.token() == token && each.lead().equals(lead)) {
                return each.constant();
            }
        }
        String base = spec.tokens().get(token).name().orElse("delimiter_" + token);
        String suffix = lead.isEmpty() ? "" : lead.length() == 1 ? "_after_lf" : "_after_crlf";
        String constant = names.constant(Names.upper(base) + suffix.toUpperCase(java.util.Locale.ROOT));
        String className = classNames.type(Names.camel(base) + suffix, "Delimiter");
        used.add(new Delimiter(token, lead, constant, className));
        return constant;
    }

    /** Those asked for, in order. */
    List<Delimiter> used() {
        return List.copyOf(used);
    }
}
