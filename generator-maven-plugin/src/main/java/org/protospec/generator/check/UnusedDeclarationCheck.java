package org.protospec.generator.check;

import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.FunctionDef;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.TokenDef;

/** Tokens, messages, enums, functions and the parameters of messages are used. */
final class UnusedDeclarationCheck implements Check {

    @Override
    public void check(CheckContext context) {
        Usage usage = context.usage();
        for (TokenDef token : context.spec().tokens()) {
            if (token.name().isPresent() && !usage.tokens.get(token.id())) {
                context.report(
                        DiagnosticKind.UNUSED_TOKEN, token.span(), token.name().get());
            }
        }
        for (EnumDef named : context.spec().enums()) {
            if (!usage.enums.get(named.id())) {
                context.report(DiagnosticKind.UNUSED_ENUM, named.span(), named.name());
            }
        }
        for (ExternDef extern : context.spec().externs()) {
            if (!usage.externs.get(extern.id())) {
                context.report(DiagnosticKind.UNUSED_EXTERN, extern.span(), extern.name());
            }
        }
        for (FunctionDef function : context.spec().functions()) {
            if (!function.called()) {
                context.report(DiagnosticKind.UNUSED_FUNCTION, function.span(), function.name());
            }
        }
        context.spec().machine().stream()
                .flatMap(machine -> machine.actions().stream())
                .filter(actions -> !actions.called())
                .forEach(actions -> context.report(DiagnosticKind.UNUSED_ACTIONS, actions.span(), actions.name()));
        for (MessageDef message : context.spec().messages()) {
            boolean declared = message.parent().isEmpty();
            if (declared && !usage.messages.get(message.id())) {
                context.report(Diagnostic.of(DiagnosticKind.UNUSED_MESSAGE, message.span(), message.name())
                        .help("expect it in a state (up: " + message.name() + ";), or make it a part of another one"));
            } else if (declared) {
                message.params().forEach(param -> parameter(context, message, param));
            }
        }
    }

    private static void parameter(CheckContext context, MessageDef message, Param param) {
        if (!context.usage().params.contains(new Usage.ParamUse(message.id(), param.index()))) {
            context.report(DiagnosticKind.UNUSED_PARAMETER, param.span(), param.name(), message.name());
        }
    }
}
