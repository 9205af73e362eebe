package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.detect.Signature;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.flow.Flow;
import org.protospec.runtime.machine.Binding;
import org.protospec.runtime.machine.Dissector;
import org.protospec.runtime.machine.InstalledExterns;
import org.protospec.runtime.machine.KeptText;
import org.protospec.runtime.machine.KeptTexts;
import org.protospec.runtime.machine.Machine;
import org.protospec.runtime.machine.MessagePool;
import org.protospec.runtime.machine.Protocol;
import org.protospec.runtime.machine.QueuePool;
import org.protospec.runtime.parse.FreeList;
import org.protospec.runtime.parse.JoinedText;

/** Writes what flows of a protocol share on a thread, and the protocol itself as others find it. */
final class DissectorEmitter {
    private final Spec spec;
    private final SpecNames names;
    private final MachineDef machine;
    private final Streams streams;

    DissectorEmitter(Spec spec, SpecNames names, MachineDef machine, Streams streams) {
        this.spec = spec;
        this.names = names;
        this.machine = machine;
        this.streams = streams;
    }

    /** The pool of a message's parsers. */
    static String pool(SpecNames names, int message) {
        return Names.camel(names.message(message).simpleName()) + "Parsers";
    }

    /** The pool of a message's copies. */
    static String copies(SpecNames names, int message) {
        return Names.camel(names.message(message).simpleName()) + "Copies";
    }

    TypeSpec dissector() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.dissector())
                .addJavadoc("Dissects the flows of $L on one thread.\n", Docs.escape(spec.name()))
                .addModifiers(
                        machine.isOverEvents()
                                ? new Modifier[] {Modifier.PUBLIC, Modifier.FINAL}
                                : new Modifier[] {Modifier.FINAL})
                .superclass(Dissector.class)
                .addField(names.events(), "events", Modifier.FINAL);
        boolean externs = !spec.externs().isEmpty();
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        if (externs) {
            type.addField(names.externCalls(), "externs", Modifier.FINAL);
            constructor
                    .addParameter(names.protocol(), "protocol")
                    .addParameter(Rules.class, "rules")
                    .addParameter(names.externs(), "implementation")
                    .addStatement("super(protocol, rules)")
                    .addStatement("externs = new $T(implementation)", names.externCalls());
        } else {
            constructor.addParameter(Rules.class, "rules").addStatement("super(new $T(), rules)", names.protocol());
        }
        constructor.addStatement(
                streams.inflate() ? "events = new $T(rules, inflations())" : "events = new $T(rules)", names.events());
        for (int message : new TreeSet<>(readMessages())) {
            ClassName parser = names.parser(message);
            type.addField(FieldSpec.builder(
                            ParameterizedTypeName.get(ClassName.get(FreeList.class), parser),
                            pool(names, message),
                            Modifier.FINAL)
                    .build());
            constructor.addStatement(
                    "$L = new $T<>($L)",
                    pool(names, message),
                    FreeList.class,
                    Suppliers.of(parser, streams.given(message)));
        }
        for (int message : new TreeSet<>(rememberedMessages())) {
            ClassName remembered = names.message(message);
            type.addField(FieldSpec.builder(
                            ParameterizedTypeName.get(ClassName.get(MessagePool.class), remembered),
                            copies(names, message),
                            Modifier.FINAL)
                    .initializer("new $T<>($L)", MessagePool.class, Suppliers.of(remembered, CodeBlock.of("")))
                    .build());
        }
        for (int message : new TreeSet<>(queuedMessages())) {
            type.addField(FieldSpec.builder(
                            ParameterizedTypeName.get(ClassName.get(QueuePool.class), names.message(message)),
                            queues(names, message),
                            Modifier.FINAL)
                    .initializer("queues($L)", copies(names, message))
                    .build());
        }
        type.addMethod(constructor.build());
        type.addMethod(open());
        if (!startsInMidstream()) {
            type.addMethod(begin());
        }
        lenders(type);
        return type.build();
    }

    private List<Integer> readMessages() {
        return machine.states().stream()
                .flatMap(state -> List.of(state.up(), state.down()).stream())
                .filter(Expectation.Expects.class::isInstance)
                .map(each -> ((Expectation.Expects) each).message())
                .toList();
    }

    private List<Integer> rememberedMessages() {
        return machine.vars().stream()
                .map(each -> each.type().present())
                .filter(type -> type instanceof Type.MessageType || type instanceof Type.QueueType)
                .map(type ->
                        type instanceof Type.QueueType queue ? queue.message() : ((Type.MessageType) type).message())
                .toList();
    }

    private List<Integer> queuedMessages() {
        return machine.vars().stream()
                .map(MachineDef.Var::type)
                .filter(Type.QueueType.class::isInstance)
                .map(type -> ((Type.QueueType) type).message())
                .toList();
    }

    /** The field that has the queues of a message. */
    static String queues(SpecNames names, int message) {
        return copies(names, message) + "Queues";
    }

    private MethodSpec open() {
        MethodSpec.Builder open = JavaMethods.override("open")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Flow.class, "flow")
                .returns(machine.isOverEvents() ? names.machine() : JavaTypes.nullable(ClassName.get(Machine.class)));
        if (startsInMidstream()) {
            return open.addStatement(begun(machine.initial())).build();
        }
        open.beginControlFlow("if (flow.midstream())");
        for (MachineDef.Start start : machine.starts()) {
            if (start.midstream().isPresent()) {
                over(open, start.layer(), begun(start.midstream().getAsInt()));
            }
        }
        if (machine.midstream().isPresent()) {
            open.addStatement(begun(machine.midstream().getAsInt()));
        } else {
            open.addStatement("return null");
        }
        return open.endControlFlow().addStatement("return begin(flow)").build();
    }

    /** Whether flows begin in the same state whatever was captured of them. */
    private boolean startsInMidstream() {
        return machine.isOverEvents()
                || machine.midstream().isPresent()
                        && machine.midstream().getAsInt() == machine.initial()
                        && machine.starts().isEmpty();
    }

    private MethodSpec begin() {
        MethodSpec.Builder begin = JavaMethods.override("begin")
                .addModifiers(Modifier.PROTECTED)
                .addParameter(Flow.class, "flow")
                .returns(Machine.class);
        for (MachineDef.Start start : machine.starts()) {
            if (start.initial().isPresent() && start.initial().getAsInt() != machine.initial()) {
                over(begin, start.layer(), begun(start.initial().getAsInt()));
            }
        }
        return begin.addStatement(begun(machine.initial())).build();
    }

    private static void over(MethodSpec.Builder method, String layer, CodeBlock statement) {
        method.beginControlFlow("if (flow.transport().label().equals($S))", layer)
                .addStatement(statement)
                .endControlFlow();
    }

    private CodeBlock begun(int state) {
        return CodeBlock.of("return new $1T(this, flow, $1T.$2L)", names.machine(), names.state(state));
    }

    /** What the machine needs of its dissector beyond what the base class shows to its package. */
    private void lenders(TypeSpec.Builder type) {
        boolean texts = remembers(Type.TextType.class);
        boolean lists = remembers(Type.ListType.class);
        if (texts) {
            type.addMethod(keeper(KeptText.class, "kept", "max"));
            type.addMethod(forgetter(KeptText.class));
        }
        if (lists) {
            type.addMethod(keeper(KeptTexts.class, "kept", "maxTexts", "maxBytes"));
            type.addMethod(allKeeper());
            type.addMethod(forgetter(KeptTexts.class));
        }
        type.addMethod(MethodSpec.methodBuilder("scratchText")
                .addParameter(TypeName.INT, "index")
                .returns(Slice.class)
                .addStatement("return scratch(index)")
                .build());
        if (spec.externs().stream().anyMatch(ExternDef::givesText)) {
            type.addMethod(MethodSpec.methodBuilder("resultText")
                    .addParameter(TypeName.INT, "index")
                    .returns(JoinedText.class)
                    .addStatement("return result(index)")
                    .build());
        }
    }

    private boolean remembers(Class<? extends Type> kind) {
        return machine.vars().stream()
                .anyMatch(each -> kind.isInstance(each.type().present()));
    }

    private static MethodSpec keeper(Class<?> kept, String name, String... bounds) {
        TypeName place = JavaTypes.nullable(ClassName.get(kept));
        MethodSpec.Builder method = MethodSpec.methodBuilder("keep")
                .addParameter(place, name)
                .addParameter(JavaTypes.nullable(ClassName.get(Slice.class)), "text")
                .returns(place);
        for (String bound : bounds) {
            method.addParameter(TypeName.INT, bound);
        }
        return method.addStatement("return keepText($L, text, $L)", name, String.join(", ", bounds))
                .build();
    }

    private static MethodSpec allKeeper() {
        TypeName place = JavaTypes.nullable(ClassName.get(KeptTexts.class));
        return MethodSpec.methodBuilder("keepAll")
                .addParameter(place, "kept")
                .addParameter(ParameterizedTypeName.get(List.class, Slice.class), "texts")
                .addParameter(TypeName.INT, "maxTexts")
                .addParameter(TypeName.INT, "maxBytes")
                .returns(place)
                .addStatement("return keepTexts(kept, texts, maxTexts, maxBytes)")
                .build();
    }

    private static MethodSpec forgetter(Class<?> kept) {
        return MethodSpec.methodBuilder("forget")
                .addParameter(JavaTypes.nullable(ClassName.get(kept)), "kept")
                .addStatement("forgetText(kept)")
                .build();
    }

    TypeSpec protocol() {
        TypeName any = WildcardTypeName.subtypeOf(Object.class);
        TypeName eventTypes = ParameterizedTypeName.get(
                ClassName.get(List.class), ParameterizedTypeName.get(ClassName.get(EventType.class), any));
        CodeBlock bindings = spec.bindings().stream()
                .map(each -> CodeBlock.of(
                        "new $T($S, $S, $T.of($L))",
                        Binding.class,
                        each.layer(),
                        each.key(),
                        List.class,
                        each.numbers().stream().map(String::valueOf).collect(Collectors.joining(", "))))
                .collect(CodeBlock.joining(", "));
        CodeBlock events = spec.events().stream()
                .map(each -> CodeBlock.of("$T.TYPE", names.event(each.id())))
                .collect(CodeBlock.joining(", "));
        String description = spec.doc().strip().split("\\R\\s*\\R", 2)[0].replaceAll("\\s+", " ");
        TypeSpec.Builder type = TypeSpec.classBuilder(names.protocol())
                .addJavadoc(Docs.of(
                        spec.doc(),
                        "The protocol " + spec.name() + ".",
                        Docs.file(spec.span().file().name()),
                        spec.span().line()))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(Protocol.class);
        if (!spec.externs().isEmpty()) {
            supplied(type);
        }
        type.addMethod(constant("name", String.class, CodeBlock.of("$S", spec.name())))
                .addMethod(constant("description", String.class, CodeBlock.of("$S", description)))
                .addMethod(constant(
                        "bindings",
                        ParameterizedTypeName.get(List.class, Binding.class),
                        CodeBlock.of("$T.of($L)", List.class, bindings)));
        if (!spec.signatures().isEmpty()) {
            type.addMethod(constant(
                    "signatures",
                    ParameterizedTypeName.get(List.class, Signature.class),
                    CodeBlock.of("$T.$L", names.signatures(), SignaturesEmitter.ALL)));
        }
        return type.addMethod(constant("events", eventTypes, CodeBlock.of("$T.of($L)", List.class, events)))
                .addMethod(JavaMethods.override("dissector")
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(Rules.class, "rules")
                        .returns(machine.isOverEvents() ? names.dissector() : ClassName.get(Dissector.class))
                        .addStatement(
                                spec.externs().isEmpty()
                                        ? "return new $T(rules)"
                                        : "return new $T(this, rules, externs.get())",
                                names.dissector())
                        .build())
                .build();
    }

    /** Where the implementation of what the spec leaves to Java comes from. */
    private void supplied(TypeSpec.Builder type) {
        TypeName supplier =
                ParameterizedTypeName.get(ClassName.get(Supplier.class), WildcardTypeName.subtypeOf(names.externs()));
        type.addField(supplier, "externs", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc(
                                "The protocol with the implementation of {@link $T} that is named in {@code META-INF/services}.\n",
                                names.externs())
                        .addModifiers(Modifier.PUBLIC)
                        .addStatement(
                                "this(new $T<>($S, $T.class))", InstalledExterns.class, spec.name(), names.externs())
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc(
                                "The protocol with an implementation of what its spec leaves to Java.\n\n@param externs asked for one for each thread that dissects\n")
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(supplier, "externs")
                        .addStatement("this.externs = externs")
                        .build())
                .addMethod(JavaMethods.override("requireExterns")
                        .addModifiers(Modifier.PUBLIC)
                        .addStatement("$T.require(externs)", InstalledExterns.class)
                        .build());
    }

    private static MethodSpec constant(String name, java.lang.reflect.Type type, CodeBlock value) {
        return constant(name, TypeName.get(type), value);
    }

    private static MethodSpec constant(String name, TypeName type, CodeBlock value) {
        return JavaMethods.override(name)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return $L", value)
                .build();
    }
}
