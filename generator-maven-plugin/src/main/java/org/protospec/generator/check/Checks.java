package org.protospec.generator.check;

import java.util.List;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.model.Spec;

/** All rules that a resolved spec is held to. */
public final class Checks {

    private static final List<Check> ALL = List.of(
            new TokenCheck(),
            new DelimiterCheck(),
            new OptionalCheck(),
            new ArrayCheck(),
            new RecursionCheck(),
            new ReachabilityCheck(),
            new ShadowedTransitionCheck(),
            new UnhandledEventCheck(),
            new UnusedDeclarationCheck(),
            new UnusedEventCheck(),
            new UnusedVariableCheck());

    private Checks() {}

    /** Holds a spec to every rule; parts of it that resolving reported already are passed over in silence. */
    public static void run(Spec spec, Diagnostics diagnostics) {
        CheckContext context = new CheckContext(spec, diagnostics);
        ALL.forEach(check -> check.check(context));
    }
}
