package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.ast.ItemNode.FieldNode;
import org.protospec.generator.ast.ModifierNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Suggestions;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.resolve.FieldTypes.Encoding;
import org.protospec.generator.source.Span;

/** Resolves what is handed on of a field, and what decodes it. */
final class StreamResolver {

    private final Symbols symbols;
    private final ExpressionResolver expressions;

    StreamResolver(Symbols symbols, ExpressionResolver expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    /** A field of bytes with its stream and filters; every other one as it is. */
    Encoding streamed(FieldNode node, Encoding encoding, MessageScope scope) {
        Optional<ModifierNode.StreamModifier> stream = FieldResolver.modifier(node, ModifierNode.StreamModifier.class);
        Optional<ModifierNode.DecodeModifier> decode = FieldResolver.modifier(node, ModifierNode.DecodeModifier.class);
        if ((stream.isEmpty() && decode.isEmpty()) || encoding.isError()) {
            return encoding;
        }
        if (!(encoding.field() instanceof FieldType.BytesField bytes)) {
            if (!isOfMessages(encoding.field())
                    || stream.isEmpty()
                    || stream.get().isPart()) {
                String kind = FieldResolver.kind(encoding.field());
                stream.ifPresent(m -> misfit(m.span(), "stream", kind));
                decode.filter(m -> stream.isEmpty()).ifPresent(m -> misfit(m.span(), "decode", kind));
            }
            return encoding;
        }
        Optional<Field.StreamTarget> target = stream.flatMap(m -> target(m, scope));
        List<FieldType.FilterUse> filters = decode.map(m -> filters(m, scope)).orElse(List.of());
        boolean part = target.isPresent() && target.get().isPart();
        decode.filter(m -> target.isPresent() && target.get().protocol().isPresent())
                .ifPresent(m -> misfit(m.span(), "decode", "the stream of another protocol"));
        if (part && decode.isPresent()) {
            symbols.report(
                    Diagnostic.of(DiagnosticKind.DECODE_PART, decode.get().span())
                            .help("write it behind the \"stream to\" of the field that is one content"));
        }
        decode.filter(m -> stream.isEmpty())
                .flatMap(m -> FieldResolver.modifier(node, ModifierNode.AsModifier.class))
                .filter(m -> !m.conversion().text().equals("text"))
                .ifPresent(m -> misfit(m.span(), "as", "what is decoded"));
        return new Encoding(
                new FieldType.BytesField(bytes.end(), target, filters),
                stream.isPresent() ? Types.STREAMED : encoding.type());
    }

    /** What makes one content of a field of messages. */
    Optional<Field.Parts> parts(FieldNode node, Encoding encoding, MessageScope scope) {
        Optional<ModifierNode.StreamModifier> stream = FieldResolver.modifier(node, ModifierNode.StreamModifier.class);
        if (encoding.isError() || !isOfMessages(encoding.field()) || stream.isEmpty()) {
            return Optional.empty();
        }
        List<FieldType.FilterUse> filters = FieldResolver.modifier(node, ModifierNode.DecodeModifier.class)
                .map(m -> filters(m, scope))
                .orElse(List.of());
        return stream.get().isPart()
                ? Optional.empty()
                : target(stream.get(), scope).map(target -> new Field.Parts(target, filters));
    }

    private static boolean isOfMessages(FieldType type) {
        return type instanceof FieldType.MessageField
                || type instanceof FieldType.ArrayField array && array.element() instanceof FieldType.MessageField;
    }

    private void misfit(Span span, String modifier, String thing) {
        symbols.report(DiagnosticKind.MODIFIER_MISFIT, span, modifier, thing);
    }

    private Optional<Field.StreamTarget> target(ModifierNode.StreamModifier node, MessageScope scope) {
        if (node.event().isEmpty()) {
            Optional<String> protocol = node.protocol().map(Name::text);
            return Optional.of(new Field.StreamTarget(node.span(), OptionalInt.empty(), List.of(), protocol));
        }
        Name name = node.event().get();
        EventDef event = symbols.events.get(name.text());
        List<Expr> given = expressions.arguments(node.arguments(), scope);
        if (event == null) {
            symbols.unknown(DiagnosticKind.UNKNOWN_EVENT, name, symbols.events.keySet(), name.text());
            return Optional.empty();
        }
        if (event.form() != EventDef.Form.STREAM) {
            symbols.report(Diagnostic.of(DiagnosticKind.STREAM_TARGET, name.span(), event.name())
                    .note(event.span(), "it is declared here"));
            return Optional.empty();
        }
        List<Expr> arguments = Arguments.fit(symbols, expressions, name.span(), event.name(), event.params(), given);
        return Optional.of(
                new Field.StreamTarget(node.span(), OptionalInt.of(event.id()), arguments, Optional.empty()));
    }

    private List<FieldType.FilterUse> filters(ModifierNode.DecodeModifier node, MessageScope scope) {
        List<FieldType.FilterUse> filters = new ArrayList<>();
        for (ModifierNode.FilterNode each : node.filters()) {
            Optional<Expr> condition =
                    each.condition().map(e -> expressions.flag(e, scope, "the condition of a filter"));
            filter(each.name()).ifPresent(filter -> filters.add(new FieldType.FilterUse(filter, condition)));
        }
        return filters;
    }

    private Optional<FieldType.Decoder> filter(Name name) {
        Optional<FieldType.Decoder> known = Arrays.stream(FieldType.Filter.values())
                .filter(each -> each.word().equals(name.text()))
                .map(each -> (FieldType.Decoder) new FieldType.Decoder.BuiltIn(each))
                .findFirst();
        Optional<FieldType.Decoder> found = known.or(() -> symbols.extern(name, ExternDef.Form.FILTER)
                .map(each -> new FieldType.Decoder.Extern(each.id(), each.name())));
        if (found.isEmpty()) {
            List<String> names = new ArrayList<>(symbols.externNames(ExternDef.Form.FILTER));
            Arrays.stream(FieldType.Filter.values()).forEach(each -> names.add(each.word()));
            boolean function = symbols.extern(name, ExternDef.Form.FUNCTION).isPresent();
            String help = function
                    ? "it is a function; a filter is declared by \"extern filter NAME;\""
                    : Suggestions.didYouMean(name.text(), names);
            symbols.report(Diagnostic.of(DiagnosticKind.UNKNOWN_FILTER, name.span(), name.text())
                    .help(help));
        }
        return found;
    }
}
