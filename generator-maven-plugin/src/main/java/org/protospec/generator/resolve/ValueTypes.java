package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.ExprNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Suggestions;
import org.protospec.generator.model.FieldType.AddressKind;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.Span;

/** The types of parameters and variables, and of integers by their names. */
final class ValueTypes {

    /** What a value is declared for, which says what types it can have. */
    enum Use {
        MESSAGE_PARAMETER("a parameter of a message"),
        EVENT_PARAMETER("a parameter of an event"),
        STREAM_PARAMETER("a parameter of a stream event"),
        MACHINE_PARAMETER("a parameter of a machine's event"),
        VARIABLE("a variable"),
        LET("a computed value"),
        WRITTEN_PARAMETER("a parameter of a function"),
        ACTIONS_PARAMETER("a parameter of actions"),
        EXTERN_PARAMETER("a parameter of a function"),
        EXTERN_RESULT("the value of a function");

        final String words;

        Use(String words) {
            this.words = words;
        }
    }

    /** What a line about an event has already (see the command's page). */
    private static final Set<String> OUTPUT_KEYS =
            Set.of("event", "ts", "packet", "flow", "protocol", "after_capture", "encoding");

    /** What a line about a stream has beside these. */
    private static final Set<String> STREAM_KEYS = Set.of("complete", "raw_bytes", "raw_sha256", "bytes", "sha256");

    private final Symbols symbols;

    ValueTypes(Symbols symbols) {
        this.symbols = symbols;
    }

    /** The width in bits if {@code name} has the form of an integer's type, whether there is such a type or not. */
    static OptionalInt width(String name) {
        boolean form = name.length() >= 2
                && name.length() <= 6
                && (name.charAt(0) == 'u' || name.charAt(0) == 'i')
                && name.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        return form ? OptionalInt.of(Integer.parseInt(name.substring(1))) : OptionalInt.empty();
    }

    /** The integer type of that name; one of an impossible width is reported. */
    Optional<Type.IntType> integer(Name name, int width) {
        boolean signed = name.text().startsWith("i");
        if (width < (signed ? 2 : 1) || width > 64 || name.text().charAt(1) == '0') {
            symbols.report(
                    DiagnosticKind.INT_WIDTH,
                    name.span(),
                    name.text(),
                    signed ? "signed integers are i2 to i64" : "unsigned integers are u1 to u64");
            return Optional.empty();
        }
        return Optional.of(Type.IntType.ofBits(width, signed));
    }

    static boolean isBuiltIn(String name) {
        return width(name).isPresent()
                || List.of("flag", "f32", "f64", "ipv4", "ipv6", "mac", "text", "bytes", "it")
                        .contains(name);
    }

    List<Param> params(List<Declaration.ParameterNode> nodes, Use use) {
        List<Param> params = new ArrayList<>();
        Map<String, Span> declared = new LinkedHashMap<>();
        for (Declaration.ParameterNode node : nodes) {
            symbols.declare(node.name(), declared);
            boolean event = use == Use.EVENT_PARAMETER || use == Use.STREAM_PARAMETER;
            if (event && OUTPUT_KEYS.contains(node.name().text())
                    || use == Use.STREAM_PARAMETER
                            && STREAM_KEYS.contains(node.name().text())) {
                symbols.report(Diagnostic.of(
                                DiagnosticKind.OUTPUT_KEY,
                                node.name().span(),
                                node.name().text())
                        .help("give it another name"));
            }
            Type type = type(node.type(), use);
            node.type().max().ifPresent(this::noBound);
            params.add(new Param(
                    params.size(), node.name().text(), type, node.name().span()));
        }
        return params;
    }

    private void noBound(ExprNode max) {
        symbols.report(DiagnosticKind.MODIFIER_MISFIT, max.span(), "max", "a parameter");
    }

    Type type(Declaration.ValueTypeNode node, Use use) {
        if (node.element().isPresent()) {
            return queue(node, node.element().get(), use);
        }
        Type element = element(node.name(), use);
        if (Types.isError(element)) {
            return element;
        }
        boolean message = element instanceof Type.MessageType;
        String wrong = "";
        if (use == Use.LET && (message || node.list())) {
            wrong = message ? "a message" : "a list";
        } else if (message && isPlain(use)) {
            wrong = "a message";
        } else if (node.list() && isPlain(use)) {
            wrong = "a list";
        } else if (node.list() && message) {
            wrong = "a list of messages";
        } else if (node.list() && node.optional()) {
            wrong = "a list that may be absent";
        } else if (node.optional()
                && (use == Use.MESSAGE_PARAMETER
                        || use == Use.MACHINE_PARAMETER
                        || use == Use.WRITTEN_PARAMETER
                        || use == Use.ACTIONS_PARAMETER)) {
            wrong = "absent";
        } else if (use == Use.EXTERN_PARAMETER || use == Use.EXTERN_RESULT) {
            wrong = wrongInJava(node, element, use);
        }
        if (!wrong.isEmpty()) {
            symbols.report(DiagnosticKind.NOT_FOR_VALUES, node.span(), use.words, wrong);
            return Types.ERROR;
        }
        Type type = node.list() ? new Type.ListType(element, 0) : element;
        return node.optional() ? type.optional() : type;
    }

    private static boolean isPlain(Use use) {
        return use == Use.STREAM_PARAMETER || use == Use.MESSAGE_PARAMETER || use == Use.MACHINE_PARAMETER;
    }

    /** Why a function in Java is not given, or does not give, such values; empty if it is or does. */
    private static String wrongInJava(Declaration.ValueTypeNode node, Type element, Use use) {
        boolean text = element instanceof Type.TextType;
        if (use == Use.EXTERN_RESULT) {
            boolean view = element instanceof Type.MessageType || element instanceof Type.AddressType;
            return view
                    ? element instanceof Type.MessageType ? "a message" : "an address"
                    : node.list() ? "a list" : node.optional() && !text ? "absent, unless it is a text" : "";
        }
        boolean absent = text || element instanceof Type.MessageType || element instanceof Type.AddressType;
        return node.list() && !text
                ? "a list of what is no text"
                : node.optional() && !absent ? "absent, unless it is a text, an address or a message" : "";
    }

    private Type queue(Declaration.ValueTypeNode node, Name of, Use use) {
        if (!node.name().text().equals("queue")) {
            symbols.unknown(
                    DiagnosticKind.UNKNOWN_WORD,
                    node.name(),
                    List.of("queue"),
                    "what is made of another type",
                    "\"queue\"",
                    node.name().text());
            return Types.ERROR;
        }
        Type element = element(of, use);
        if (Types.isError(element)) {
            return element;
        }
        String wrong = use != Use.VARIABLE
                ? "a queue"
                : !(element instanceof Type.MessageType)
                        ? "a queue of what is no message"
                        : node.list() ? "a list of queues" : node.optional() ? "a queue that may be absent" : "";
        if (!wrong.isEmpty()) {
            symbols.report(DiagnosticKind.NOT_FOR_VALUES, node.span(), use.words, wrong);
            return Types.ERROR;
        }
        return new Type.QueueType(((Type.MessageType) element).message());
    }

    private Type element(Name name, Use use) {
        OptionalInt width = width(name.text());
        if (width.isPresent()) {
            Optional<Type.IntType> type = integer(name, width.getAsInt());
            return type.isPresent() ? type.get() : Types.ERROR;
        } else if (name.text().equals("flag")) {
            return Types.FLAG;
        } else if (name.text().equals("text")) {
            return Types.TEXT;
        } else if (use == Use.EXTERN_PARAMETER || use == Use.EXTERN_RESULT) {
            Optional<Type> more = ofJava(name.text());
            if (more.isPresent()) {
                return more.get();
            }
        }
        if (symbols.enums.containsKey(name.text())) {
            return new Type.EnumType(symbols.enums.get(name.text()).id());
        } else if (symbols.messageIds.containsKey(name.text())) {
            return new Type.MessageType(symbols.messageIds.get(name.text()));
        }
        return noType(name);
    }

    /** The types of values that only functions in Java are given or give. */
    private static Optional<Type> ofJava(String name) {
        return switch (name) {
            case "f32" -> Optional.of(new Type.FloatType(Float.SIZE));
            case "f64" -> Optional.of(new Type.FloatType(Double.SIZE));
            case "ipv4" -> Optional.of(new Type.AddressType(AddressKind.IPV4));
            case "ipv6" -> Optional.of(new Type.AddressType(AddressKind.IPV6));
            case "mac" -> Optional.of(new Type.AddressType(AddressKind.MAC));
            default -> Optional.empty();
        };
    }

    private Type noType(Name name) {
        boolean token = symbols.tokens.named(name.text()).isPresent();
        Diagnostic diagnostic = token || isBuiltIn(name.text())
                ? Diagnostic.of(
                        DiagnosticKind.NOT_FOR_VALUES,
                        name.span(),
                        "a parameter or variable",
                        "of type \"" + name.text() + "\"")
                : Diagnostic.of(DiagnosticKind.UNKNOWN_TYPE, name.span(), name.text())
                        .help(Suggestions.didYouMean(name.text(), symbols.typeNames()));
        symbols.report(token ? diagnostic.help("its values are of type text") : diagnostic);
        return Types.ERROR;
    }
}
