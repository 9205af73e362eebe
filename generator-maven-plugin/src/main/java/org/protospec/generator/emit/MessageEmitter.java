package org.protospec.generator.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.ArrayField;
import org.protospec.generator.model.FieldType.MessageField;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.parse.Message;

/** Writes the class of a message: a view with one accessor a field. */
final class MessageEmitter {
    private final MessageContext context;
    private final MessageDef def;
    private final TypeSpec.Builder type;
    private final MessageMethods methods;

    /** Writes a class; {@code inPlace} if its fields are read where they lie, see {@link HeaderLayout}. */
    MessageEmitter(Spec spec, SpecNames names, MessageIr ir, Streams streams, boolean inPlace) {
        this.context = new MessageContext(spec, names, ir, streams, inPlace);
        this.def = context.def;
        this.type = context.type;
        this.methods = new MessageMethods(context);
    }

    TypeSpec emit(boolean standalone) {
        String file = def.span().file().name();
        type.addJavadoc(Docs.of(
                        def.doc(),
                        "The message " + def.name() + " of " + context.spec.name() + ".",
                        Docs.file(file),
                        def.span().line()))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(Message.class);
        members();
        constructors();
        if (standalone) {
            type.addMethod(parser());
        }
        methods.forget();
        methods.copy();
        type.addMethod(JavaMethods.override("messageName")
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $S", def.name())
                .build());
        methods.visit();
        methods.clear();
        return type.addFields(context.texts.fields()).build();
    }

    // ------------------------------------------------------------------ what it holds

    private void members() {
        for (int run = 0; run < context.ir.runs().size(); run++) {
            methods.run(run(run));
        }
        context.flags.field().ifPresent(each -> methods.bits(bits(each)));
        def.fields().forEach(each -> methods.field(each, field(each)));
        def.lets().forEach(each -> methods.let(each, new LetMembers(context, each).let()));
    }

    /** The place of a run, if it has to be kept. */
    private MemberCode run(int run) {
        MemberCode code = new MemberCode();
        boolean kept = context.ir.runs().get(run).slots().stream()
                .anyMatch(slot -> Storage.of(context.ir, slot.field()) == Storage.RUN);
        if (kept && !context.runs.isFirst(run)) {
            String place = context.members.runs.get(run);
            type.addField(TypeName.INT, place);
            code.clear.addStatement("$L = -1", place);
            code.copy.addStatement("$1L = other.$1L", place);
        }
        return code;
    }

    private MemberCode bits(FieldSpec bits) {
        MemberCode code = new MemberCode();
        type.addField(bits);
        code.clear.addStatement("$L = 0", bits.name());
        code.copy.addStatement("$1L = other.$1L", bits.name());
        return code;
    }

    private MemberCode field(Field field) {
        return switch (Storage.of(context.ir, field)) {
            case NONE -> new MemberCode();
            case RUN -> new RunMembers(context, field).run();
            case SLICE -> new ValueMembers(context, field).slice();
            case NUMBER -> new ValueMembers(context, field).number();
            case CONTENT -> new ValueMembers(context, field).content();
            case DECODED -> new ValueMembers(context, field).decoded();
            case MESSAGE ->
                Storage.isLazy(context.streams, context.ir, field)
                        ? new PartMembers(context, field).lazyMessage()
                        : new PartMembers(context, field).message();
            case MESSAGES -> new ListMembers(context, field).messages();
            case SLICES -> new ListMembers(context, field).slices();
            case NUMBERS -> new ListMembers(context, field).numbers();
        };
    }

    // ------------------------------------------------------------------ how it is made

    private void constructors() {
        type.addMethod(MethodSpec.constructorBuilder()
                .addJavadoc("An empty message with bytes of its own.\n")
                .addStatement("clear()")
                .build());
        if (isNested()) {
            type.addMethod(MethodSpec.constructorBuilder()
                    .addJavadoc("An empty message within another's bytes.\n")
                    .addParameter(ByteRegion.class, "region")
                    .addStatement("super(region)")
                    .addStatement("clear()")
                    .build());
        }
    }

    private boolean isNested() {
        return context.spec.messages().stream()
                .flatMap(each -> each.fields().stream())
                .anyMatch(field -> isThis(field.encoding()));
    }

    private boolean isThis(FieldType field) {
        return field instanceof MessageField nested && nested.message() == def.id()
                || field instanceof ArrayField array && isThis(array.element());
    }

    private MethodSpec parser() {
        SpecNames names = context.names;
        MethodSpec.Builder parser = MethodSpec.methodBuilder("parser")
                .addJavadoc("A parser for messages of this kind, for one thread.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(names.parser(def.id()));
        return context.streams.callsJava(def.id())
                ? parser.addJavadoc("\n@param externs what its spec leaves to Java\n")
                        .addParameter(names.externs(), "externs")
                        .addStatement("return new $T(new $T(externs))", names.parser(def.id()), names.externCalls())
                        .build()
                : parser.addStatement("return new $T()", names.parser(def.id())).build();
    }
}
