package org.protospec.generator.check;

import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.EventDef;

/** Every event is told to its listeners by something. */
final class UnusedEventCheck implements Check {

    @Override
    public void check(CheckContext context) {
        for (EventDef event : context.spec().events()) {
            if (event.form() == EventDef.Form.STREAM) {
                if (!context.usage().streamed.get(event.id())) {
                    context.report(Diagnostic.of(DiagnosticKind.NEVER_STREAMED, event.span(), event.name())
                            .help("write behind a field of bytes: stream to " + event.name()));
                }
            } else if (!context.usage().emitted.get(event.id())) {
                String help = context.machine().isEmpty()
                        ? "events are emitted by a machine, and this spec has none"
                        : "write in the actions of a transition: emit " + event.name() + "(...);";
                context.report(Diagnostic.of(DiagnosticKind.NEVER_EMITTED, event.span(), event.name())
                        .help(help));
            }
        }
    }
}
