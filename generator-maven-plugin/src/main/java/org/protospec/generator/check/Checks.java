package org.protospec.generator.check;

import java.util.List;
import java.util.Set;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.Span;

/** All rules that a resolved spec is held to. */
public final class Checks {

    /** Rules about single places. */
    private static final List<Check> LOCAL = List.of(
            new TokenCheck(),
            new DelimiterCheck(),
            new OptionalCheck(),
            new LookAheadCheck(),
            new ArrayCheck(),
            new RecursionCheck(),
            new AtCheck(),
            new TryCheck(),
            new NegativeCountCheck(),
            new UnreachableTokenCheck(),
            new JoinCheck(),
            new ResyncCheck(),
            new HandOverCheck(),
            new OverEventsCheck(),
            new StreamCheck(),
            new SignatureCheck());

    /** Rules about what is not there; of a spec with other mistakes, it may be there and not have been understood. */
    private static final List<Check> GLOBAL = List.of(
            new ReachabilityCheck(),
            new ShadowedTransitionCheck(),
            new UnhandledEventCheck(),
            new UnusedDeclarationCheck(),
            new UnusedEventCheck(),
            new UnusedVariableCheck());

    private Checks() {}

    /**
     * Holds a spec to every rule; what resolving reported already is passed over in silence, and so is, in a spec with
     * errors, whatever seems to be unused or unreached.
     */
    public static void run(Spec spec, Diagnostics diagnostics) {
        run(spec, Set.of(), diagnostics);
    }

    /** The same of a spec from which others import: what they use of it is used. */
    public static void run(Spec spec, Set<Span> imported, Diagnostics diagnostics) {
        boolean whole = !diagnostics.hasErrors(spec.span().file());
        CheckContext context = new CheckContext(spec, imported, diagnostics);
        LOCAL.forEach(check -> check.check(context));
        if (whole) {
            GLOBAL.forEach(check -> check.check(context));
        }
    }
}
