package org.protospec.generator.check;

import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.MachineDef;

/** Every variable of the machine is set and read. */
final class UnusedVariableCheck implements Check {

    @Override
    public void check(CheckContext context) {
        context.machine().ifPresent(machine -> {
            for (MachineDef.Var variable : machine.vars()) {
                if (!context.usage().varsRead.get(variable.index())) {
                    context.report(DiagnosticKind.VARIABLE_NEVER_READ, variable.span(), variable.name());
                } else if (!context.usage().varsWritten.get(variable.index())) {
                    context.report(Diagnostic.of(DiagnosticKind.NEVER_SET, variable.span(), variable.name())
                            .help("set it in the actions of a transition: " + variable.name()
                                    + " = ...; or declare a const"));
                }
            }
        });
    }
}
