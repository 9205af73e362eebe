package org.protospec.generator.check;

import java.util.Locale;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.TokenDef;

/** Every round of a loop reads something, and loops over a stream have a bound. */
final class ArrayCheck implements Check {

    @Override
    public void check(CheckContext context) {
        for (MessageDef message : context.spec().messages()) {
            for (Field field : Walk.fields(message)) {
                if (field.encoding() instanceof FieldType.ArrayField array
                        && !(array.end() instanceof ArrayEnd.Count)) {
                    element(context, field, array);
                    bound(context, field);
                }
            }
        }
    }

    private static void element(CheckContext context, Field field, FieldType.ArrayField array) {
        if (context.shapes().minBits(array.element()) > 0) {
            return;
        }
        Diagnostic diagnostic = Diagnostic.of(DiagnosticKind.EMPTY_ELEMENT, field.span());
        if (array.element() instanceof FieldType.TokenField token) {
            TokenDef definition = context.spec().tokens().get(token.token());
            diagnostic = diagnostic.note(definition.textSpan(), "this pattern matches the empty string");
        } else if (array.element() instanceof FieldType.MessageField inner) {
            MessageDef definition = context.spec().messages().get(inner.message());
            diagnostic = diagnostic.note(definition.span(), "nothing in this message is always there");
        }
        context.report(diagnostic.help(
                "let every element have at least one byte, or give the array a number of elements: [n]"));
    }

    private static void bound(CheckContext context, Field field) {
        if (field.max().isEmpty() && field.parts().isEmpty() && Bounds.isStream(context.spec())) {
            String elements = String.format(Locale.ROOT, "%,d", Bounds.ELEMENTS);
            context.report(Diagnostic.of(DiagnosticKind.DEFAULT_ELEMENTS, field.span(), elements)
                    .help("say how many elements are enough: max " + Bounds.ELEMENTS));
        }
    }
}
