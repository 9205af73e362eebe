package org.protospec.generator.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.ItemNode;
import org.protospec.generator.ast.MachineNode;
import org.protospec.generator.ast.Name;
import org.protospec.generator.ast.SpecNode;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.source.Span;

/** Builds the syntax tree of a file from a parse without errors. */
final class DeclarationBuilder {

    private final SourceText source;
    private final DocComments docs;
    private final Literals literals;
    private final ExpressionBuilder expressions;
    private final ItemBuilder items;
    private final MachineBuilder machines;

    DeclarationBuilder(SourceText source, CommonTokenStream tokens) {
        this.source = source;
        this.docs = new DocComments(source, tokens);
        this.literals = new Literals(source);
        this.expressions = new ExpressionBuilder(source);
        this.items = new ItemBuilder(source, docs, expressions);
        this.machines = new MachineBuilder(source, docs, expressions, items.types());
    }

    Optional<SpecNode> spec(ProtoSpecParser.SpecContext context) {
        ProtoSpecParser.ProtocolDeclContext protocol = null;
        List<Declaration> declarations = new ArrayList<>();
        boolean first = true;
        for (ProtoSpecParser.DeclarationContext d : context.declaration()) {
            if (d.protocolDecl() == null) {
                declaration(d).ifPresent(declarations::add);
            } else if (protocol == null) {
                protocol = d.protocolDecl();
                if (!first) {
                    missingProtocol(source.span(protocol), "move this line to the beginning");
                }
            } else {
                source.report(Diagnostic.of(DiagnosticKind.SECOND_PROTOCOL, source.span(d.protocolDecl()))
                        .note(source.span(protocol), "the first one is here"));
            }
            first = false;
        }
        if (protocol == null) {
            missingProtocol(source.span(context.getStart()), "begin with: protocol NAME over tcp port 25;");
            return Optional.empty();
        }
        return Optional.of(new SpecNode(
                source.span(protocol),
                docs.before(protocol),
                source.name(protocol.name()),
                protocol.binding().stream().map(this::binding).toList(),
                declarations));
    }

    private void missingProtocol(Span span, String help) {
        source.report(Diagnostic.of(DiagnosticKind.MISSING_PROTOCOL, span).help(help));
    }

    private SpecNode.BindingNode binding(ProtoSpecParser.BindingContext context) {
        return new SpecNode.BindingNode(
                source.span(context),
                source.name(context.layer),
                source.name(context.key),
                context.INT().stream().map(i -> literals.integer(i.getSymbol())).toList());
    }

    private Optional<Declaration> declaration(ProtoSpecParser.DeclarationContext context) {
        String doc = docs.before(context);
        Span span = source.span(context);
        if (context.looksLikeDecl() != null) {
            return Optional.of(new Declaration.LooksLikeDecl(
                    span,
                    doc,
                    context.looksLikeDecl().firstBytes().stream()
                            .map(this::firstBytes)
                            .toList()));
        } else if (context.byteOrderDecl() != null) {
            return byteOrder(span, source.name(context.byteOrderDecl().name()));
        } else if (context.bitOrderDecl() != null) {
            return Optional.of(new Declaration.BitOrderDecl(
                    span, source.name(context.bitOrderDecl().name())));
        } else if (context.constDecl() != null) {
            ProtoSpecParser.ConstDeclContext c = context.constDecl();
            return Optional.of(new Declaration.ConstDecl(
                    span, doc, source.name(c.name()), expressions.expression(c.expression())));
        } else if (context.enumDecl() != null) {
            return Optional.of(enumDecl(doc, context.enumDecl()));
        } else if (context.tokenDecl() != null) {
            return Optional.of(tokenDecl(doc, context.tokenDecl()));
        } else if (context.messageDecl() != null) {
            ProtoSpecParser.MessageDeclContext c = context.messageDecl();
            return Optional.of(new Declaration.MessageDecl(
                    span,
                    doc,
                    source.name(c.name()),
                    items.types().parameters(c.parameters()),
                    max(c.INT()),
                    items.block(c.block())));
        } else if (context.bitsDecl() != null) {
            return Optional.of(bits(span, doc, context.bitsDecl()));
        } else if (context.eventDecl() != null) {
            ProtoSpecParser.EventDeclContext c = context.eventDecl();
            return Optional.of(new Declaration.EventDecl(
                    span,
                    doc,
                    source.name(c.name()),
                    c.T_STREAM() == null ? Declaration.EventForm.WHOLE : Declaration.EventForm.STREAM,
                    items.types().parameters(c.parameters())));
        } else if (context.machineDecl() != null) {
            return Optional.of(machines.machine(doc, context.machineDecl()));
        } else if (context.functionDecl() != null) {
            ProtoSpecParser.FunctionDeclContext c = context.functionDecl();
            return Optional.of(new Declaration.FunctionDecl(
                    span,
                    doc,
                    source.name(c.name()),
                    items.types().parameters(c.parameters()),
                    expressions.expression(c.expression())));
        } else if (context.importDecl() != null) {
            ProtoSpecParser.ImportDeclContext c = context.importDecl();
            return Optional.of(new Declaration.ImportDecl(
                    span, c.names.stream().map(source::name).toList(), source.name(c.origin)));
        }
        return Optional.of(extern(span, doc, context.externDecl()));
    }

    private Declaration extern(Span span, String doc, ProtoSpecParser.ExternDeclContext context) {
        if (context instanceof ProtoSpecParser.ExternFunctionContext c) {
            return new Declaration.ExternDecl(
                    span,
                    doc,
                    source.name(c.name()),
                    Declaration.ExternForm.FUNCTION,
                    items.types().parameters(c.parameters()),
                    Optional.ofNullable(c.valueType()).map(items.types()::valueType));
        }
        ProtoSpecParser.ExternFilterContext c = (ProtoSpecParser.ExternFilterContext) context;
        return new Declaration.ExternDecl(
                span, doc, source.name(c.name()), Declaration.ExternForm.FILTER, List.of(), Optional.empty());
    }

    /** A message that is a block of bits and nothing else. */
    private Declaration bits(Span span, String doc, ProtoSpecParser.BitsDeclContext context) {
        ItemNode block = new ItemNode.BitsNode(
                source.span(context.getStart()),
                Optional.ofNullable(context.order).map(source::name),
                items.block(context.block()));
        return new Declaration.MessageDecl(
                span, doc, source.name(context.name(0)), List.of(), Optional.empty(), List.of(block));
    }

    private Declaration.FirstBytesNode firstBytes(ProtoSpecParser.FirstBytesContext context) {
        return new Declaration.FirstBytesNode(
                source.span(context),
                context.T_UP() != null ? MachineNode.Direction.UP : MachineNode.Direction.DOWN,
                items.types().delimiter(context.delimiter()),
                max(context.INT()));
    }

    private Optional<Declaration.IntegerNode> max(@Nullable TerminalNode number) {
        return Optional.ofNullable(number)
                .map(i -> new Declaration.IntegerNode(source.span(i.getSymbol()), literals.integer(i.getSymbol())));
    }

    private Optional<Declaration> byteOrder(Span span, Name order) {
        return switch (order.text()) {
            case "le" -> Optional.of(new Declaration.ByteOrderDecl(span, Declaration.Endian.LITTLE));
            case "be" -> Optional.of(new Declaration.ByteOrderDecl(span, Declaration.Endian.BIG));
            default -> {
                source.report(
                        DiagnosticKind.UNKNOWN_WORD, order.span(), "a byte order", "\"le\" and \"be\"", order.text());
                yield Optional.empty();
            }
        };
    }

    private Declaration enumDecl(String doc, ProtoSpecParser.EnumDeclContext context) {
        List<Declaration.EnumItemNode> enumItems = new ArrayList<>();
        for (ProtoSpecParser.EnumItemContext item : context.enumItem()) {
            enumItems.add(new Declaration.EnumItemNode(
                    source.span(item),
                    docs.before(item),
                    source.name(item.name()),
                    expressions.expression(item.expression())));
        }
        return new Declaration.EnumDecl(
                source.span(context), doc, source.name(context.name(0)), source.name(context.name(1)), enumItems);
    }

    private Declaration tokenDecl(String doc, ProtoSpecParser.TokenDeclContext context) {
        return new Declaration.TokenDecl(
                source.span(context),
                doc,
                source.name(context.name()),
                items.types().pattern(context.pattern()),
                max(context.INT()));
    }
}
