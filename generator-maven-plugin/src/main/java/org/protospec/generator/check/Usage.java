package org.protospec.generator.check;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.protospec.generator.model.Action;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;

/** Which declarations of a spec something uses. */
final class Usage {

    /** A parameter of a message. */
    record ParamUse(int message, int param) {}

    final BitSet tokens = new BitSet();
    final BitSet enums = new BitSet();
    /** Messages that some flow can read: without a machine, all. */
    final BitSet messages = new BitSet();
    /** Messages that other messages are made of. */
    final BitSet contained = new BitSet();

    final BitSet emitted = new BitSet();
    final BitSet streamed = new BitSet();
    final BitSet varsRead = new BitSet();
    final BitSet varsWritten = new BitSet();
    final Set<ParamUse> params = new LinkedHashSet<>();
    final BitSet externs = new BitSet();

    private Usage() {}

    static Usage of(Spec spec) {
        Usage usage = new Usage();
        spec.messages().forEach(usage::ofMessage);
        spec.events().forEach(event -> event.params().forEach(param -> usage.ofType(param.type())));
        spec.externs().forEach(usage::ofExtern);
        spec.machine().ifPresent(usage::ofMachine);
        Walk.resyncs(spec).forEach(resync -> usage.tokens.set(resync.token()));
        Walk.expressions(spec, usage::ofExpression);
        spec.signatures().forEach(usage::ofSignature);
        usage.reachMessages(spec);
        return usage;
    }

    private void ofSignature(Spec.Signature signature) {
        signature.up().ifPresent(first -> tokens.set(first.token()));
        signature.down().ifPresent(first -> tokens.set(first.token()));
    }

    private void ofMessage(MessageDef message) {
        message.params().forEach(param -> ofType(param.type()));
        for (Field field : Walk.fields(message)) {
            if (field.conversion().orElse(null) instanceof Conversion.ToEnum named) {
                enums.set(named.enumId());
            } else if (field.conversion().orElse(null) instanceof Conversion.Call call) {
                ofExpression(message.lets().get(call.let()).value());
            }
            field.filters().forEach(this::ofFilter);
            field.stream().ifPresent(stream -> stream.event().ifPresent(streamed::set));
            for (FieldType type : Walk.types(field.encoding())) {
                ofFieldType(type, message.id());
            }
        }
    }

    private void ofFilter(FieldType.FilterUse use) {
        if (use.decoder() instanceof FieldType.Decoder.Extern filter) {
            externs.set(filter.extern());
        }
    }

    private void ofFieldType(FieldType type, int owner) {
        if (type instanceof FieldType.TokenField token) {
            tokens.set(token.token());
        } else if (type instanceof FieldType.EnumField named) {
            enums.set(named.enumId());
        } else if (type instanceof FieldType.MessageField message && message.message() != owner) {
            contained.set(message.message());
        } else if (type instanceof FieldType.BytesField bytes) {
            if (bytes.end() instanceof BytesEnd.Until until) {
                until.tokens().forEach(tokens::set);
                until.whenAnswered().ifPresent(tokens::set);
            }
        }
    }

    private void ofExtern(ExternDef extern) {
        extern.params().forEach(param -> ofType(param.type()));
        extern.result().ifPresent(this::ofType);
    }

    private void ofType(Type type) {
        if (type.present() instanceof Type.EnumType named) {
            enums.set(named.enumId());
        } else if (type.present() instanceof Type.ListType list) {
            ofType(list.element());
        }
    }

    private void ofMachine(MachineDef machine) {
        machine.vars().forEach(variable -> ofType(variable.type()));
        Walk.transitions(machine).stream()
                .flatMap(transition -> Walk.actions(transition.actions()).stream())
                .forEach(this::ofAction);
    }

    private void ofAction(Action action) {
        if (action instanceof Action.Emit emit) {
            emitted.set(emit.event());
        } else if (action instanceof Action.Assign assign) {
            varsWritten.set(assign.variable());
        } else if (action instanceof Action.Append append) {
            varsWritten.set(append.variable());
        } else if (action instanceof Action.Call call) {
            externs.set(call.extern());
        }
    }

    private void ofExpression(Expr expression) {
        if (expression instanceof Expr.VarRef variable) {
            varsRead.set(variable.variable());
        } else if (expression instanceof Expr.EnumItem item) {
            enums.set(item.enumId());
        } else if (expression instanceof Expr.ExternCall call) {
            externs.set(call.extern());
        } else if (expression instanceof Expr.ParamRef param) {
            params.add(new ParamUse(param.message(), param.param()));
        }
    }

    private void reachMessages(Spec spec) {
        if (spec.machine().filter(machine -> !machine.isOverEvents()).isEmpty()) {
            messages.set(0, spec.messages().size());
            return;
        }
        Deque<Integer> open = new ArrayDeque<>();
        for (MachineDef.State state : spec.machine().get().states()) {
            for (Expectation expectation : List.of(state.up(), state.down())) {
                if (expectation instanceof Expectation.Expects expects) {
                    open.add(expects.message());
                }
            }
        }
        while (!open.isEmpty()) {
            int message = open.remove();
            if (!messages.get(message)) {
                messages.set(message);
                for (Field field : Walk.fields(spec.messages().get(message))) {
                    for (FieldType type : Walk.types(field.encoding())) {
                        if (type instanceof FieldType.MessageField inner) {
                            open.add(inner.message());
                        }
                    }
                }
            }
        }
    }
}
