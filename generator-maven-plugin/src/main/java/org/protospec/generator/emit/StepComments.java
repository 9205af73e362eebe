package org.protospec.generator.emit;

import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Resync;

/** What stands behind the number of a step in a parser: for readers of the code. */
final class StepComments {
    private StepComments() {}

    /** The comment of a step. */
    static String of(Step step) {
        String label = step.info().label();
        if (step instanceof Step.Compute) {
            return "let " + label;
        }
        if (step instanceof Step.Convert convert) {
            return label + " as "
                    + convert.field()
                            .conversion()
                            .map(each -> ((Conversion.Call) each).function())
                            .orElse("");
        }
        if (step instanceof Step.CheckConstant) {
            return label + " = " + step.info().expected();
        }
        if (step instanceof Step.Check) {
            return "require " + step.info().expected();
        }
        if (step instanceof Step.KeepGroups) {
            return label.isEmpty() ? "groups" : "groups of " + label;
        }
        if (step instanceof Step.Decide) {
            return "choice of " + step.info().expected();
        }
        if (step instanceof Step.ReadRun) {
            return label.isEmpty()
                    ? step.info().expected()
                    : label + ": " + step.info().expected() + " ...";
        }
        if (step instanceof Step.ComeBack) {
            return "back from " + step.info().expected();
        }
        if (step instanceof Step.OpenOrigin || step instanceof Step.CloseOrigin) {
            return (step instanceof Step.OpenOrigin ? "origin of places in " : "end of ")
                    + step.info().expected();
        }
        boolean words = step instanceof Step.Branch || step instanceof Step.Choose || step instanceof Step.OpenWindow;
        if (step instanceof Step.CloseWindow) {
            return "end of " + step.info().expected();
        }
        if (step instanceof Step.NextMember) {
            return "another way";
        }
        if (step instanceof Step.Settle || step instanceof Step.CloseUnion) {
            return "end of " + step.info().expected();
        }
        if (step instanceof Step.TakeUp up) {
            String place = up.resync().place() == Resync.Place.AFTER ? "after " : "before ";
            return "resync " + place + step.info().expected();
        }
        if (step instanceof Step.Recover) {
            return step.info().expected();
        }
        if (step instanceof Step.Jump) {
            return "end of the branch";
        }
        return label.isEmpty() || words
                ? step.info().expected()
                : label + ": " + step.info().expected();
    }
}
