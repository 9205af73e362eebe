package org.protospec.generator.resolve;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Suggestions;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Expr.EventProperty;
import org.protospec.generator.model.Expr.TextMethod;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Type;
import org.protospec.generator.model.Type.IntType;
import org.protospec.generator.source.Span;

/** What stands behind a dot, or in brackets. */
final class Members {

    private final Symbols symbols;
    private final ExpressionResolver expressions;

    Members(Symbols symbols, ExpressionResolver expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    Expr member(ExprNode.MemberNode node, Expr target) {
        if (Types.isError(target)) {
            return ExpressionResolver.error(node.span());
        }
        String name = node.name().text();
        Type type = target.type();
        if (name.equals("present") && type.isOptional()) {
            return new Expr.Present(node.span(), Types.FLAG, target);
        }
        Optional<Expr> found = Optional.empty();
        if (type.present() instanceof Type.MessageType message) {
            found = ofMessage(node.span(), target, symbols.message(message.message()), name);
        } else if (type.present() instanceof Type.TextType || type.present() instanceof Type.ListType) {
            found = name.equals("length")
                    ? Optional.of(new Expr.Length(node.span(), like(target, Types.LENGTH), target))
                    : Optional.empty();
        } else if (type instanceof Type.QueueType queue) {
            found = ofQueue(node.span(), target, queue, name);
        } else if (type.present() instanceof Type.StreamedType) {
            found = ofStream(node.span(), target, name);
        } else if (type instanceof Type.ParseErrorType || type instanceof Type.GapType) {
            found = ofEvent(node.span(), target, name);
        } else if (type instanceof Type.InputType happened) {
            found = symbols.inputs.get(happened.input()).params().stream()
                    .filter(param -> param.name().equals(name))
                    .<Expr>map(param -> new Expr.InputRef(node.span(), param.type(), param.name()))
                    .findFirst();
        } else if (type instanceof Type.DecodeErrorType) {
            found = ofDecodeError(node.span(), target, name);
        }
        return found.orElseGet(() -> unknown(node.span(), node.name(), target));
    }

    /** {@code result}, which is absent if the target is. */
    private static Type like(Expr target, Type result) {
        return target.type().isOptional() ? result.optional() : result;
    }

    private Optional<Expr> ofMessage(Span span, Expr target, MessageDraft message, String name) {
        Optional<Field> field = message.field(name);
        if (field.isPresent()) {
            Field f = field.get();
            Type type = f.conditional() ? f.type().optional() : f.type();
            return Optional.of(new Expr.FieldMember(span, like(target, type), target, message.id, f.index()));
        }
        Optional<MessageDef.Let> let = message.let(name);
        MessageDraft.TypedLet typed = message.typed.get(name);
        if (let.isEmpty() && typed != null) {
            Type type = typed.conditional() ? typed.type().optional() : typed.type();
            return Optional.of(new Expr.LetMember(span, like(target, type), target, message.id, typed.index()));
        }
        return let.map(l -> {
            Type type = l.conditional() ? l.type().optional() : l.type();
            return new Expr.LetMember(span, like(target, type), target, message.id, l.index());
        });
    }

    private static Optional<Expr> ofQueue(Span span, Expr target, Type.QueueType queue, String name) {
        return switch (name) {
            case "first" ->
                Optional.of(new Expr.QueueFirst(span, queue.element().optional(), target));
            case "length" -> Optional.of(new Expr.Length(span, Types.LENGTH, target));
            case "full" -> Optional.of(new Expr.QueueFull(span, Types.FLAG, target));
            default -> Optional.empty();
        };
    }

    /** The oldest message of a queue for which the first argument holds, which {@code condition} resolves. */
    Expr find(ExprNode.CallNode node, Expr target, Function<Type, Expr> condition) {
        Type.QueueType queue = (Type.QueueType) target.type();
        if (!Arguments.counted(
                symbols, node.name().span(), "find", 1, node.arguments().size())) {
            return ExpressionResolver.error(node.span());
        }
        return new Expr.QueueFind(node.span(), queue.element().optional(), target, condition.apply(queue.element()));
    }

    private static Optional<Expr> ofStream(Span span, Expr target, String name) {
        Type length = like(target, Types.STREAM_LENGTH);
        return switch (name) {
            case "length" -> Optional.of(new Expr.Length(span, length, target));
            case "raw_length" -> Optional.of(new Expr.RawLength(span, length, target));
            case "complete" -> Optional.of(new Expr.Complete(span, like(target, Types.FLAG), target));
            case "lenient" -> Optional.of(new Expr.Lenient(span, like(target, Types.FLAG), target));
            default -> Optional.empty();
        };
    }

    private static Optional<Expr> ofEvent(Span span, Expr target, String name) {
        boolean gap = target.type() instanceof Type.GapType;
        return switch (name) {
            case "offset" -> Optional.of(new Expr.EventMember(span, Types.STREAM_LENGTH, target, EventProperty.OFFSET));
            case "direction" -> Optional.of(new Expr.EventMember(span, Types.TEXT, target, EventProperty.DIRECTION));
            case "bytes" ->
                gap
                        ? Optional.of(new Expr.EventMember(span, Types.STREAM_LENGTH, target, EventProperty.BYTES))
                        : Optional.empty();
            case "path" ->
                gap
                        ? Optional.empty()
                        : Optional.of(new Expr.EventMember(span, Types.TEXT, target, EventProperty.PATH));
            case "expected" ->
                gap
                        ? Optional.empty()
                        : Optional.of(new Expr.EventMember(span, Types.TEXT, target, EventProperty.EXPECTED));
            default -> Optional.empty();
        };
    }

    private static Optional<Expr> ofDecodeError(Span span, Expr target, String name) {
        return switch (name) {
            case "bytes" -> Optional.of(new Expr.EventMember(span, Types.STREAM_LENGTH, target, EventProperty.BYTES));
            case "stream" -> Optional.of(new Expr.EventMember(span, Types.TEXT, target, EventProperty.STREAM));
            case "filter" -> Optional.of(new Expr.EventMember(span, Types.TEXT, target, EventProperty.FILTER));
            case "reason" -> Optional.of(new Expr.EventMember(span, Types.TEXT, target, EventProperty.REASON));
            default -> Optional.empty();
        };
    }

    private Expr unknown(Span span, Name name, Expr target) {
        Set<String> known = known(target.type());
        Diagnostic diagnostic = Diagnostic.of(
                DiagnosticKind.UNKNOWN_MEMBER,
                name.span(),
                symbols.describe(target.type().present()),
                name.text());
        boolean open = target.type().present() instanceof Type.MessageType message
                && symbols.message(message.message()).items.isEmpty();
        symbols.report(diagnostic.help(
                open
                        ? "the message contains itself, and what comes behind this place is not known of it yet; a computed value"
                                + " is, if its type is written: let " + name.text() + ": text = ..."
                        : deeper(name.text(), target.type())
                                .orElseGet(() -> Suggestions.didYouMean(name.text(), known))));
        return ExpressionResolver.error(span);
    }

    /** Where a message that is a field has what was looked for in the one around it. */
    private Optional<String> deeper(String name, Type type) {
        if (!(type.present() instanceof Type.MessageType message)) {
            return Optional.empty();
        }
        return symbols.message(message.message()).fields.stream()
                .filter(field -> field.name().isPresent()
                        && field.type().present() instanceof Type.MessageType inner
                        && symbols.message(inner.message()).memberNames().contains(name))
                .findFirst()
                .map(field -> "it is in \"" + field.name().get() + "\": write "
                        + field.name().get() + "." + name);
    }

    private Set<String> known(Type type) {
        Set<String> names = new LinkedHashSet<>();
        if (type.present() instanceof Type.MessageType message) {
            names.addAll(symbols.message(message.message()).memberNames());
        } else if (type.present() instanceof Type.TextType) {
            names.add("length");
            Arrays.stream(TextMethod.values()).forEach(m -> names.add(m.name().toLowerCase(Locale.ROOT)));
        } else if (type.present() instanceof Type.ListType) {
            names.addAll(List.of("length", "join", "first"));
        } else if (type instanceof Type.QueueType) {
            names.addAll(List.of("first", "length", "full", "find"));
        } else if (type.present() instanceof Type.StreamedType) {
            names.addAll(List.of("length", "raw_length", "complete", "lenient"));
        } else if (type instanceof Type.ParseErrorType) {
            names.addAll(List.of("offset", "path", "expected", "direction"));
        } else if (type instanceof Type.GapType) {
            names.addAll(List.of("offset", "bytes", "direction"));
        } else if (type instanceof Type.InputType happened) {
            symbols.inputs.get(happened.input()).params().forEach(param -> names.add(param.name()));
        } else if (type instanceof Type.DecodeErrorType) {
            names.addAll(List.of("stream", "filter", "reason", "bytes"));
        }
        if (type.isOptional()) {
            names.add("present");
        }
        return names;
    }

    Expr call(ExprNode.CallNode node, Expr target, List<Expr> arguments) {
        if (Types.isError(target)) {
            return ExpressionResolver.error(node.span());
        }
        Optional<TextMethod> method = Arrays.stream(TextMethod.values())
                .filter(m ->
                        m.name().toLowerCase(Locale.ROOT).equals(node.name().text()))
                .findFirst();
        if (method.isEmpty() || !(target.type().present() instanceof Type.TextType)) {
            return unknown(node.span(), node.name(), target);
        }
        int wanted = switch (method.get()) {
            case TRIM, LOWER, UPPER, INT -> 0;
            default -> 1;
        };
        if (!Arguments.counted(symbols, node.name().span(), node.name().text(), wanted, arguments.size())) {
            return ExpressionResolver.error(node.span());
        }
        List<Expr> fitted = arguments.stream()
                .map(a -> expressions.fit(a, Types.TEXT, "what \"" + node.name().text() + "\" takes"))
                .toList();
        return new Expr.TextCall(node.span(), like(target, result(method.get())), target, method.get(), fitted);
    }

    /** The texts of a list put together; a list that is absent is empty; {@code element} resolves the first argument with the list's element. */
    Expr join(ExprNode.CallNode node, Expr target, Function<Type, Expr> element, Function<ExprNode, Expr> other) {
        Type.ListType list = (Type.ListType) target.type().present();
        if (!Arguments.counted(
                symbols, node.name().span(), "join", 2, node.arguments().size())) {
            return ExpressionResolver.error(node.span());
        }
        Expr text = element.apply(list.element());
        Expr separator = other.apply(node.arguments().get(1));
        if (!Types.isError(text) && !(text.type().present() instanceof Type.TextType)) {
            expressions.mismatch(text, "what \"join\" puts together", "a text");
            return ExpressionResolver.error(node.span());
        }
        if (!(separator instanceof Expr.TextLiteral literal)) {
            if (!Types.isError(separator)) {
                symbols.report(DiagnosticKind.NOT_CONSTANT, separator.span(), "what stands between the texts");
            }
            return ExpressionResolver.error(node.span());
        }
        return Types.isError(text) ? text : new Expr.Join(node.span(), Types.TEXT, target, text, literal.value());
    }

    /** What the first element has that has it; {@code element} resolves the argument with the list's element. */
    Expr first(ExprNode.CallNode node, Expr target, Function<Type, Expr> element) {
        if (!Arguments.counted(
                symbols, node.name().span(), "first", 1, node.arguments().size())) {
            return ExpressionResolver.error(node.span());
        }
        Expr value = element.apply(((Type.ListType) target.type().present()).element());
        Type type = value.type().present();
        if (Types.isError(value)) {
            return value;
        }
        if (type instanceof Type.ListType || type instanceof Type.StreamedType || type instanceof Type.NoneType) {
            expressions.mismatch(value, "what \"first\" looks for", "a number, a flag, an enum, a text or an address");
            return ExpressionResolver.error(node.span());
        }
        return new Expr.First(node.span(), type.optional(), target, value);
    }

    private static Type result(TextMethod method) {
        return switch (method) {
            case STARTS_WITH, ENDS_WITH, CONTAINS -> Types.FLAG;
            case INT -> Types.I64.optional();
            default -> Types.TEXT;
        };
    }

    Expr index(ExprNode.IndexNode node, Expr given, Expr position) {
        Expr target = expressions.present(given);
        Expr index = expressions.present(position);
        if (Types.isError(target) || Types.isError(index)) {
            return ExpressionResolver.error(node.span());
        }
        if (!(target.type() instanceof Type.ListType list)) {
            symbols.report(DiagnosticKind.NO_INDEX, node.span(), symbols.describe(target.type()));
            return ExpressionResolver.error(node.span());
        }
        if (!(index.type() instanceof IntType range)) {
            expressions.mismatch(index, "an index", "an integer");
            return ExpressionResolver.error(node.span());
        }
        if (range.max().signum() < 0) {
            symbols.report(DiagnosticKind.OUT_OF_LIST, index.span(), Types.range(range));
            return ExpressionResolver.error(node.span());
        }
        boolean certain =
                list.minLength() > 0 && IntType.of(0, list.minLength() - 1).contains(range);
        Type type = certain ? list.element() : list.element().optional();
        return new Expr.Index(node.span(), type, target, index);
    }
}
