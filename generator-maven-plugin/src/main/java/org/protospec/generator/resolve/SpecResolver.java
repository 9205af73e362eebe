package org.protospec.generator.resolve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.Name;
import org.protospec.generator.ast.SpecNode;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.Span;

/** Resolves a file: from its syntax tree to the model. */
public final class SpecResolver {

    private static final long MAX_PORT = 65535;

    private final SpecNode node;
    private final Symbols symbols;
    private final ExpressionResolver expressions;
    private final ValueTypes valueTypes;
    private final Map<String, Span> types = new LinkedHashMap<>();
    private final Map<String, Span> eventNames = new LinkedHashMap<>();

    /** The declarations of the messages that have names, by id. */
    private final List<Declaration.MessageDecl> declarations = new ArrayList<>();

    private final List<Declaration.ExternDecl> externs = new ArrayList<>();
    private final List<Declaration.FunctionDecl> functions = new ArrayList<>();

    private SpecResolver(SpecNode node, Diagnostics diagnostics) {
        this.node = node;
        this.symbols = new Symbols(diagnostics);
        this.expressions = new ExpressionResolver(symbols);
        this.valueTypes = new ValueTypes(symbols);
    }

    /**
     * The model of a file. What is wrong in it is in {@code diagnostics}, and has the error type in the model, or is
     * missing from it; nothing should be generated then.
     */
    public static Spec resolve(SpecNode node, Diagnostics diagnostics) {
        return new SpecResolver(node, diagnostics).resolve();
    }

    private <T extends Declaration> List<T> all(Class<T> kind) {
        return node.declarations().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Spec resolve() {
        ByteOrder order = byteOrder();
        declareTypes();
        all(Declaration.EventDecl.class).forEach(this::event);
        new ExternResolver(symbols, expressions, valueTypes).resolve(externs);
        expressions.written().declare(functions, valueTypes);
        MessageResolver messages = new MessageResolver(symbols, expressions, order, bitOrder());
        for (MessageDraft message : List.copyOf(symbols.messages)) {
            Declaration.MessageDecl declaration = declarations.get(message.id);
            message.params.addAll(valueTypes.params(declaration.parameters(), ValueTypes.Use.MESSAGE_PARAMETER));
            messages.add(message.id, declaration);
        }
        messages.resolveAll();
        SignatureResolver signatures = new SignatureResolver(symbols);
        Optional<MachineDef> machine = machine();
        return new Spec(
                node.span(),
                node.name().text(),
                node.doc(),
                bindings(),
                signatures.resolve(all(Declaration.LooksLikeDecl.class)),
                order,
                symbols.tokens.all(),
                symbols.messages.stream().map(MessageDraft::finish).toList(),
                List.copyOf(symbols.enums.values()),
                List.copyOf(symbols.events.values()),
                List.copyOf(symbols.externs.values()),
                expressions.written().finish(),
                machine);
    }

    private ByteOrder byteOrder() {
        List<Declaration.ByteOrderDecl> orders = all(Declaration.ByteOrderDecl.class);
        if (orders.size() > 1) {
            symbols.report(
                    Diagnostic.of(DiagnosticKind.DECLARED_TWICE, orders.get(1).span(), "byteorder")
                            .note(orders.get(0).span(), "the first one is here"));
        }
        return orders.isEmpty() || orders.get(0).endian() == Declaration.Endian.BIG ? ByteOrder.BIG : ByteOrder.LITTLE;
    }

    private BitOrder bitOrder() {
        List<Declaration.BitOrderDecl> orders = all(Declaration.BitOrderDecl.class);
        if (orders.size() > 1) {
            symbols.report(
                    Diagnostic.of(DiagnosticKind.DECLARED_TWICE, orders.get(1).span(), "bitorder")
                            .note(orders.get(0).span(), "the first one is here"));
        }
        return orders.isEmpty() ? BitOrder.MSB : symbols.bitOrder(orders.get(0).order());
    }

    /** Constants and enums in the order of the file, since each may use those before; tokens and messages by name. */
    private void declareTypes() {
        EnumResolver enums = new EnumResolver(symbols, expressions);
        all(Declaration.ExternDecl.class)
                .forEach(each -> symbols.announcedFunctions.add(each.name().text()));
        all(Declaration.FunctionDecl.class)
                .forEach(each -> symbols.announcedFunctions.add(each.name().text()));
        for (Declaration declaration : node.declarations()) {
            if (declaration instanceof Declaration.ConstDecl d && declare(d.name())) {
                symbols.constants.put(d.name().text(), constant(d));
            } else if (declaration instanceof Declaration.EnumDecl d && declare(d.name())) {
                symbols.enums.put(d.name().text(), enums.resolve(d, symbols.enums.size()));
            } else if (declaration instanceof Declaration.TokenDecl d && declare(d.name())) {
                symbols.tokens.declare(d, bound(d.max()));
            } else if (declaration instanceof Declaration.MessageDecl d && declare(d.name())) {
                int id = symbols.messages.size();
                symbols.messageIds.put(d.name().text(), id);
                declarations.add(d);
                symbols.messages.add(new MessageDraft(
                        id, d.name().text(), d.doc(), d.name().span(), OptionalInt.empty(), bound(d.max())));
            } else if (declaration instanceof Declaration.ExternDecl d
                    && !ExternResolver.isBuiltIn(symbols, d)
                    && declare(d.name())) {
                externs.add(d);
            } else if (declaration instanceof Declaration.FunctionDecl d && declare(d.name())) {
                functions.add(d);
            }
        }
    }

    private boolean declare(Name name) {
        if (ValueTypes.isBuiltIn(name.text())) {
            symbols.report(DiagnosticKind.BUILT_IN, name.span(), name.text());
            return false;
        }
        return symbols.declare(name, types);
    }

    private Expr constant(Declaration.ConstDecl declaration) {
        Expr value = expressions.resolve(declaration.value(), Scope.EMPTY);
        if (!Types.isLiteral(value) && !Types.isError(value)) {
            symbols.report(
                    DiagnosticKind.NOT_CONSTANT,
                    value.span(),
                    "the value of \"" + declaration.name().text() + "\"");
            return ExpressionResolver.error(value.span());
        }
        return value;
    }

    /** A bound that was written, the largest number there is at the most. */
    static OptionalLong bound(Optional<Declaration.IntegerNode> max) {
        return max.map(m -> OptionalLong.of(
                        m.value().min(BigInteger.valueOf(Long.MAX_VALUE)).longValue()))
                .orElse(OptionalLong.empty());
    }

    private void event(Declaration.EventDecl declaration) {
        boolean stream = declaration.form() == Declaration.EventForm.STREAM;
        if (!symbols.declare(declaration.name(), eventNames)) {
            return;
        }
        ValueTypes.Use use = stream ? ValueTypes.Use.STREAM_PARAMETER : ValueTypes.Use.EVENT_PARAMETER;
        symbols.events.put(
                declaration.name().text(),
                new EventDef(
                        symbols.events.size(),
                        declaration.name().text(),
                        declaration.doc(),
                        declaration.name().span(),
                        stream ? EventDef.Form.STREAM : EventDef.Form.WHOLE,
                        valueTypes.params(declaration.parameters(), use)));
    }

    private Optional<MachineDef> machine() {
        List<Declaration.MachineDecl> machines = all(Declaration.MachineDecl.class);
        machines.stream()
                .skip(1)
                .forEach(m -> symbols.report(
                        Diagnostic.of(DiagnosticKind.SECOND_MACHINE, m.name().span())
                                .note(machines.get(0).name().span(), "the first one is here")));
        List<String> layers = node.bindings().stream()
                .map(binding -> binding.layer().text())
                .distinct()
                .toList();
        return machines.stream().findFirst().map(m -> new MachineResolver(symbols, expressions).resolve(m, layers));
    }

    private List<Spec.Binding> bindings() {
        List<Spec.Binding> bindings = new ArrayList<>();
        for (SpecNode.BindingNode binding : node.bindings()) {
            long most = binding.key().text().equals("port") ? MAX_PORT : 0xFFFF_FFFFL;
            List<Long> numbers = new ArrayList<>();
            for (BigInteger number : binding.numbers()) {
                if (number.compareTo(BigInteger.valueOf(most)) > 0) {
                    symbols.report(
                            DiagnosticKind.NEVER_FITS,
                            binding.span(),
                            "\"" + binding.key().text() + "\"",
                            "0 to " + most,
                            number);
                } else {
                    numbers.add(number.longValue());
                }
            }
            bindings.add(new Spec.Binding(
                    binding.span(), binding.layer().text(), binding.key().text(), numbers));
        }
        return bindings;
    }
}
