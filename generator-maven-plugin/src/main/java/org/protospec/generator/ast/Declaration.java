package org.protospec.generator.ast;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.source.Span;

/** A top-level declaration of a spec file, after its {@code protocol} line. */
public sealed interface Declaration extends Node {

    /** {@code looks_like up: /regex/ max 100, down: TOKEN;}, a way in which a flow may begin. */
    record LooksLikeDecl(Span span, String doc, List<FirstBytesNode> directions) implements Declaration {
        public LooksLikeDecl {
            directions = List.copyOf(directions);
        }
    }

    /** {@code up: TOKEN max 100}, what the first bytes of a direction match. */
    record FirstBytesNode(
            Span span, MachineNode.Direction direction, TypeNode.DelimiterNode pattern, Optional<IntegerNode> max)
            implements Node {}

    /** {@code import p;}, {@code import A, B from p;}: without names, those that the file uses. */
    record ImportDecl(Span span, List<Name> names, Name origin) implements Declaration {
        public ImportDecl {
            names = List.copyOf(names);
        }
    }

    /** {@code byteorder le;}, for the whole file. */
    record ByteOrderDecl(Span span, Endian endian) implements Declaration {}

    /** {@code bitorder lsb;}, for the whole file. */
    record BitOrderDecl(Span span, Name order) implements Declaration {}

    /** {@code const N = expr;}. */
    record ConstDecl(Span span, String doc, Name name, ExprNode value) implements Declaration {}

    /** {@code enum N : u8 { A = 1; }}. */
    record EnumDecl(Span span, String doc, Name name, Name width, List<EnumItemNode> items) implements Declaration {
        public EnumDecl {
            items = List.copyOf(items);
        }
    }

    /** One named value of an enum. */
    record EnumItemNode(Span span, String doc, Name name, ExprNode value) implements Node {}

    /** {@code token N = /regex/ ignorecase max 10;}; the pattern carries {@code ignorecase}. */
    record TokenDecl(Span span, String doc, Name name, PatternNode pattern, Optional<IntegerNode> max)
            implements Declaration {}

    /** An integer as part of the syntax, not of an expression. */
    record IntegerNode(Span span, BigInteger value) implements Node {}

    /** {@code message N(params) max 5 { items }}. */
    record MessageDecl(
            Span span,
            String doc,
            Name name,
            List<ParameterNode> parameters,
            Optional<IntegerNode> max,
            List<ItemNode> items)
            implements Declaration {
        public MessageDecl {
            parameters = List.copyOf(parameters);
            items = List.copyOf(items);
        }
    }

    /** {@code event N(params);} or {@code stream event N;}. */
    record EventDecl(Span span, String doc, Name name, EventForm form, List<ParameterNode> parameters)
            implements Declaration {
        public EventDecl {
            parameters = List.copyOf(parameters);
        }
    }

    /** {@code fn N(params) = expr;}. */
    record FunctionDecl(Span span, String doc, Name name, List<ParameterNode> parameters, ExprNode value)
            implements Declaration {
        public FunctionDecl {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * {@code extern fn N(params) -> type;} or {@code extern filter N;}.
     *
     * @param result the type of a function's value, if it has one
     */
    record ExternDecl(
            Span span,
            String doc,
            Name name,
            ExternForm form,
            List<ParameterNode> parameters,
            Optional<ValueTypeNode> result)
            implements Declaration {
        public ExternDecl {
            parameters = List.copyOf(parameters);
        }
    }

    /** What is left to Java. */
    enum ExternForm {
        /** What expressions and transitions call. */
        FUNCTION,
        /** What decodes content. */
        FILTER
    }

    /** How an event is delivered. */
    enum EventForm {
        /** At once, with its arguments. */
        WHOLE,
        /** Piece by piece, as the bytes come. */
        STREAM
    }

    /** {@code name: type} of a message's or an event's parameter. */
    record ParameterNode(Span span, Name name, ValueTypeNode type) implements Node {}

    /**
     * The type of a parameter or a variable: {@code Command?}, {@code text[] max 100}.
     *
     * @param list {@code []} was written
     * @param optional {@code ?} was written
     */
    record ValueTypeNode(
            Span span, Name name, Optional<Name> element, boolean list, boolean optional, Optional<ExprNode> max)
            implements Node {}

    /** {@code machine N { vars; actions; states }}, {@code machine N over events { events; vars; actions; states }}. */
    record MachineDecl(
            Span span,
            String doc,
            Name name,
            Optional<Name> origin,
            List<MachineNode.VarNode> vars,
            List<MachineNode.InputNode> inputs,
            List<MachineNode.ActionsNode> actions,
            List<MachineNode.StateNode> states)
            implements Declaration {
        public MachineDecl {
            vars = List.copyOf(vars);
            inputs = List.copyOf(inputs);
            actions = List.copyOf(actions);
            states = List.copyOf(states);
        }
    }

    /** Which byte of a number comes first. */
    enum Endian {
        /** The most significant byte. */
        BIG,
        /** The least significant byte. */
        LITTLE
    }
}
