package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.check.Walk;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.FieldType.ArrayField;
import org.protospec.generator.model.FieldType.MessageField;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.Span;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.Content;
import org.protospec.runtime.parse.DecodedText;
import org.protospec.runtime.parse.FieldVisitor;
import org.protospec.runtime.parse.JoinedText;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageList;
import org.protospec.runtime.parse.Numbers;
import org.protospec.runtime.parse.SliceList;

/** Writes the class of a message: a view with one accessor a field. */
final class MessageEmitter {
    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;
    private final MessageIr ir;
    private final Streams streams;
    private final MessageDef def;
    private final SpecNames.Members members;
    private final ClassName self;
    private final TypeSpec.Builder type;
    private final CodeBlock.Builder clear = CodeBlock.builder();
    private final CodeBlock.Builder copy = CodeBlock.builder();
    private final CodeBlock.Builder visit = CodeBlock.builder();
    private final FixedReads reads;
    private final boolean inPlace;
    private final RunPlaces runs;
    private final PartFlags flags;
    private final ComputedTexts computed;
    private final TextConstants texts = new TextConstants(Names.members());
    private final List<CodeBlock> runClears = new ArrayList<>();
    private final List<CodeBlock> fieldClears = new ArrayList<>();
    private final List<CodeBlock> letClears = new ArrayList<>();
    private final Body clears = new Body();
    private final Body copies = new Body();
    private final Body visits = new Body();

    /** Writes a class; {@code inPlace} if its fields are read where they lie, see {@link HeaderLayout}. */
    MessageEmitter(Spec spec, SpecNames names, MessageIr ir, Streams streams, boolean inPlace) {
        this.inPlace = inPlace;
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
        this.ir = ir;
        this.streams = streams;
        this.def = ir.def();
        this.members = names.members(def.id());
        this.self = names.message(def.id());
        this.reads = FixedReads.ofMessage(spec, names);
        this.runs = new RunPlaces(spec, ir, members);
        this.flags = new PartFlags(streams, ir, members);
        this.computed = new ComputedTexts(def);
        this.type = TypeSpec.classBuilder(self);
    }

    TypeSpec emit(boolean standalone) {
        String file = def.span().file().name();
        type.addJavadoc(Docs.of(
                        def.doc(),
                        "The message " + def.name() + " of " + spec.name() + ".",
                        Docs.file(file),
                        def.span().line()))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(Message.class);
        for (int run = 0; run < ir.runs().size(); run++) {
            boolean kept =
                    ir.runs().get(run).slots().stream().anyMatch(slot -> Storage.of(ir, slot.field()) == Storage.RUN);
            if (kept && !runs.isFirst(run)) {
                type.addField(TypeName.INT, members.runs.get(run));
                clear.addStatement("$L = -1", members.runs.get(run));
                copy.addStatement("$1L = other.$1L", members.runs.get(run));
            }
            runClears.add(clear.build());
            collect();
        }
        flags.field().ifPresent(present -> {
            type.addField(present);
            clear.addStatement("$L = 0", members.bits);
            copy.addStatement("$1L = other.$1L", members.bits);
            collect();
        });
        // Visitors see fields and computed values in the order in which they are written.
        SortedMap<Integer, CodeBlock> shown = new TreeMap<>();
        def.fields().forEach(each -> {
            field(each);
            fieldClears.add(clear.build());
            if (flags.isBit(each)) {
                clear.clear();
            }
            show(shown, each.name().orElse(HIDDEN), each.span());
            collect();
        });
        def.lets().forEach(each -> {
            let(each);
            letClears.add(clear.build());
            show(shown, each.name(), each.span());
            collect();
        });
        shown.values().forEach(visits::add);
        constructors();
        if (standalone) {
            type.addMethod(parser());
        }
        forgets();
        copies();
        type.addMethod(override("messageName")
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $S", def.name())
                .build());
        type.addMethod(override("visit")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(FieldVisitor.class, "visitor")
                .addCode(visits.code("visit", FieldVisitor.class, "visitor"))
                .build());
        type.addMethod(override("clear")
                .addModifiers(Modifier.PROTECTED)
                .addCode(clears.code("clear", null, ""))
                .build());
        return type.addFields(texts.fields()).build();
    }

    private MethodSpec parser() {
        MethodSpec.Builder parser = MethodSpec.methodBuilder("parser")
                .addJavadoc("A parser for messages of this kind, for one thread.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(names.parser(def.id()));
        return streams.callsJava(def.id())
                ? parser.addJavadoc("\n@param externs what its spec leaves to Java\n")
                        .addParameter(names.externs(), "externs")
                        .addStatement("return new $T(new $T(externs))", names.parser(def.id()), names.externCalls())
                        .build()
                : parser.addStatement("return new $T()", names.parser(def.id())).build();
    }

    /** What one field adds to the methods about all of them. */
    private void collect() {
        clears.add(clear.build());
        clear.clear();
        copies.add(copy.build());
        copy.clear();
    }

    /** What visitors see of a field or a computed value: nothing if its name is for the message itself. */
    private void show(SortedMap<Integer, CodeBlock> shown, String name, Span place) {
        if (!name.startsWith(HIDDEN)) {
            // The groups of a token stand where its field does.
            shown.merge(place.start(), visit.build(), (first, second) -> CodeBlock.of("$L$L", first, second));
        }
        visit.clear();
    }

    /** What a name begins with that is for the message itself. */
    private static final String HIDDEN = "_";

    /** About how many characters of code one method may have: bytecode of some four thousand bytes. */
    private static final int MAX_METHOD = 9_000;

    /** The body of a method about all fields, of which there may be too many for one method. */
    private final class Body {
        private final List<CodeBlock> statements = new ArrayList<>();

        void add(CodeBlock statement) {
            statements.add(statement);
        }

        CodeBlock code(String name, java.lang.reflect.@Nullable Type parameter, String argument) {
            List<CodeBlock.Builder> parts = new ArrayList<>();
            int length = 0;
            for (CodeBlock each : statements) {
                int own = each.toString().length();
                if (parts.isEmpty() || length + own > MAX_METHOD) {
                    parts.add(CodeBlock.builder());
                    length = 0;
                }
                parts.get(parts.size() - 1).add(each);
                length += own;
            }
            if (parts.size() <= 1) {
                return parts.isEmpty() ? CodeBlock.of("") : parts.get(0).build();
            }
            CodeBlock.Builder calls = CodeBlock.builder();
            for (int i = 0; i < parts.size(); i++) {
                // A dollar is in no name of a spec.
                MethodSpec.Builder part = MethodSpec.methodBuilder(name + "$" + i)
                        .addModifiers(Modifier.PRIVATE)
                        .addCode(parts.get(i).build());
                if (parameter != null) {
                    part.addParameter(parameter, argument);
                } else if (!argument.isEmpty()) {
                    part.addParameter(self, argument);
                }
                type.addMethod(part.build());
                calls.addStatement("$L($L)", name + "$" + i, argument);
            }
            return calls.build();
        }
    }

    /** For each attempt that may be taken back, a method that forgets what it read. */
    private void forgets() {
        for (Step step : ir.steps()) {
            if (step instanceof Step.Attempt attempt) {
                forgets(
                        attempt.attempt(),
                        attempt.items(),
                        "an attempt in line " + attempt.info().line());
            } else if (step instanceof Step.Recover part) {
                forgets(
                        part.attempt(),
                        part.items(),
                        "the part before line " + part.info().line());
            }
        }
    }

    private void forgets(int number, List<Item> items, String what) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("forget" + number).addJavadoc("Forgets what $L read.\n", what);
        Walk.items(items).forEach(item -> method.addCode(forgotten(item)));
        type.addMethod(method.build());
    }

    private CodeBlock forgotten(Item item) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (item instanceof Item.LetItem let) {
            code.add(letClears.get(let.let().index()));
        } else if (item instanceof Item.FieldItem read) {
            Field field = read.field();
            code.add(fieldClears.get(field.index()));
            if (field.conversion().orElse(null) instanceof Conversion.Call call) {
                code.add(letClears.get(call.let()));
            }
            ir.place(field)
                    .filter(place -> place.slot()
                            .equals(ir.runs().get(place.run()).slots().get(0)))
                    .ifPresent(place -> code.add(runClears.get(place.run())));
            def.lets().stream()
                    .filter(let -> let.value() instanceof Expr.GroupRef group && group.field() == field.index())
                    .forEach(let -> code.add(letClears.get(let.index())));
        }
        return code.build();
    }

    static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class);
    }

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
        return spec.messages().stream()
                .flatMap(each -> each.fields().stream())
                .anyMatch(field -> isThis(field.encoding()));
    }

    private boolean isThis(FieldType field) {
        return field instanceof MessageField nested && nested.message() == def.id()
                || field instanceof ArrayField array && isThis(array.element());
    }

    private void copies() {
        type.addMethod(MethodSpec.methodBuilder("copy")
                .addJavadoc("A copy that stays valid, with bytes of its own.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(self)
                .addStatement("$1T copy = new $1T()", self)
                .addStatement("copy.copyFrom(this)")
                .addStatement("return copy")
                .build());
        type.addMethod(MethodSpec.methodBuilder("copyFrom")
                .addParameter(self, "other")
                .addStatement("copyBytes(other)")
                .addStatement("copyFields(other)")
                .build());
        type.addMethod(MethodSpec.methodBuilder("copyFields")
                .addParameter(self, "other")
                .addCode(copies.code("copyFields", null, "other"))
                .build());
    }

    // ------------------------------------------------------------------ fields

    private void field(Field field) {
        Storage storage = Storage.of(ir, field);
        String name = members.fields.get(field.index());
        switch (storage) {
            case RUN -> run(field, name);
            case SLICE -> slice(field, name);
            case NUMBER -> number(field, name);
            case CONTENT -> content(field, name);
            case DECODED -> decoded(field, name);
            case MESSAGE -> {
                if (Storage.isLazy(streams, ir, field)) {
                    lazyMessage(field, (MessageField) field.encoding(), name);
                } else {
                    message(field, (MessageField) field.encoding(), name);
                }
            }
            case MESSAGES -> messages(field, (ArrayField) field.encoding(), name);
            case SLICES -> slices(field, name);
            case NUMBERS -> numbers(field, (ArrayField) field.encoding(), name);
            default -> {}
        }
    }

    private MethodSpec.Builder accessor(Field field, String name, TypeName returned) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name).returns(returned);
        if (field.name().isPresent()) {
            method.addModifiers(Modifier.PUBLIC)
                    .addJavadoc(Docs.field(
                            field.doc(), described(field), field.span().line()));
        }
        return method;
    }

    private String described(Field field) {
        String text = "The field " + field.name().orElse("") + ": "
                + org.protospec.generator.ir.Wording.of(spec, field.encoding());
        return field.conditional() && types.isPrimitive(field.type())
                ? text + "; 0 where " + members.hasFields.get(field.index()) + "() is false."
                : field.conditional() ? text + "; null where it is absent." : text + ".";
    }

    private void has(Field field, CodeBlock condition) {
        if (!field.conditional()) {
            return;
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder(members.hasFields.get(field.index()))
                .returns(TypeName.BOOLEAN)
                .addStatement("return $L", condition);
        if (field.name().isPresent()) {
            method.addModifiers(Modifier.PUBLIC)
                    .addJavadoc(
                            "Whether $L is there.\n", Docs.escape(field.name().get()));
        }
        type.addMethod(method.build());
    }

    private void visiting(Field field, CodeBlock condition, CodeBlock statement) {
        if (field.name().isEmpty()) {
            return;
        }
        if (field.conditional()) {
            visit.beginControlFlow("if ($L)", condition);
            visit.add(statement);
            visit.nextControlFlow("else");
            visit.addStatement("visitor.absent($S)", field.name().get());
            visit.endControlFlow();
        } else {
            visit.add(statement);
        }
    }

    private void run(Field field, String name) {
        MessageIr.Place place = ir.place(field).orElseThrow();
        String run = members.runs.get(place.run());
        CodeBlock present = CodeBlock.of("$L >= 0", run);
        TypeName returned = types.of(field.type());
        boolean address = field.encoding() instanceof FieldType.AddressField;
        MethodSpec.Builder method = accessor(field, name, address ? sliceType(field.conditional()) : returned);
        if (address) {
            type.addField(FieldSpec.builder(Slice.class, name, Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("slice()")
                    .build());
            int at = place.slot().bit() / 8;
            if (field.conditional()) {
                method.beginControlFlow("if ($L < 0)", run)
                        .addStatement("return null")
                        .endControlFlow();
            }
            method.addStatement(
                    "$L.set($L, $L)",
                    name,
                    runs.place("", place.run(), at),
                    runs.place("", place.run(), at + place.slot().bits() / 8));
            method.addStatement("return $L", name);
        } else {
            int octet = place.slot().bit() / 8;
            CodeBlock read = isReadInPlace(field)
                    ? CodeBlock.of("$L(octets(), at(0))", name)
                    : reads.read(field, place.slot(), runs.place("", place.run(), octet));
            String absent = returned.equals(TypeName.BOOLEAN) ? "false" : "0";
            method.addStatement(
                    "return $L", field.conditional() ? CodeBlock.of("$L ? $L : $L", present, read, absent) : read);
        }
        type.addMethod(method.build());
        if (isReadInPlace(field)) {
            inPlace(field, name, returned, place.slot());
        }
        has(field, present);
        visiting(field, address ? CodeBlock.of("$L() != null", name) : present, reads.visit(field, name));
    }

    private boolean isReadInPlace(Field field) {
        return inPlace && HeaderLayout.isReadInPlace(field, types);
    }

    /** Reads a field of a message that no object shows. */
    private void inPlace(Field field, String name, TypeName returned, MessageIr.Slot slot) {
        int octet = slot.bit() / 8;
        CodeBlock place = octet == 0 ? CodeBlock.of("at") : CodeBlock.of("at + $L", octet);
        boolean ipv4 = HeaderLayout.isIpv4(field);
        CodeBlock read = FixedReads.ofBytes(spec, names).read(field, slot, place);
        type.addMethod(MethodSpec.methodBuilder(name)
                .addJavadoc("The same of the message at an index of an array$L.\n", ipv4 ? ", as its 32 bits" : "")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(byte[].class, "bytes")
                .addParameter(TypeName.INT, "at")
                .returns(ipv4 ? TypeName.INT : returned)
                .addStatement(ipv4 ? "return (int) $L" : "return $L", read)
                .build());
    }

    private void slice(Field field, String name) {
        CodeBlock fold = CodeBlock.of("");
        if (field.conversion().isPresent() && field.conversion().get() instanceof Conversion.Upper) {
            fold = CodeBlock.of(".fold($T.UPPER)", Slice.Case.class);
        } else if (field.conversion().isPresent() && field.conversion().get() instanceof Conversion.Lower) {
            fold = CodeBlock.of(".fold($T.LOWER)", Slice.Case.class);
        }
        type.addField(FieldSpec.builder(Slice.class, name, Modifier.FINAL)
                .initializer("slice()$L", fold)
                .build());
        type.addMethod(accessor(field, name, sliceType(field.conditional()))
                .addStatement(field.conditional() ? "return $L.orNull()" : "return $L", name)
                .build());
        clear.addStatement("$L.clear()", name);
        copy.addStatement("$1L.set(other.$1L.from(), other.$1L.to())", name);
        visiting(
                field,
                CodeBlock.of("$L.isPresent()", name),
                CodeBlock.of("visitor.text($S, $L);\n", field.name().orElse(""), name));
    }

    private static TypeName sliceType(boolean nullable) {
        ClassName slice = ClassName.get(Slice.class);
        return nullable ? nullable(slice) : slice;
    }

    private static TypeName nullable(ClassName type) {
        return type.annotated(
                com.palantir.javapoet.AnnotationSpec.builder(Nullable.class).build());
    }

    private void number(Field field, String name) {
        TypeName returned = types.of(field.type());
        type.addField(returned, name);
        CodeBlock present = CodeBlock.of("$L >= 0", name);
        type.addMethod(accessor(field, name, returned)
                .addStatement(
                        field.conditional() ? "return $L >= 0 ? $L : 0" : "return $L",
                        repeat(name, field.conditional()))
                .build());
        has(field, present);
        clear.addStatement("$L = -1", name);
        copy.addStatement("$1L = other.$1L", name);
        visiting(
                field,
                present,
                CodeBlock.of("visitor.number($S, $L);\n", field.name().orElse(""), name));
    }

    private static Object[] repeat(String name, boolean twice) {
        return twice ? new Object[] {name, name} : new Object[] {name};
    }

    private void content(Field field, String name) {
        type.addField(FieldSpec.builder(Content.class, name, Modifier.FINAL)
                .initializer("new $T()", Content.class)
                .build());
        ClassName content = ClassName.get(Content.class);
        type.addMethod(accessor(field, name, field.conditional() ? nullable(content) : content)
                .addStatement(field.conditional() ? "return $1L.isPresent() ? $1L : null" : "return $1L", name)
                .build());
        clear.addStatement("$L.clear()", name);
        copy.addStatement("$1L.set(other.$1L)", name);
        field.name().ifPresent(specName -> visit.addStatement("$L.visit($S, visitor)", name, specName));
        field.parts().ifPresent(parts -> part(field));
    }

    /** The part that is read of a content of several pieces. */
    private void part(Field field) {
        FieldType type = field.encoding() instanceof ArrayField array ? array.element() : field.encoding();
        ClassName part = names.message(((MessageField) type).message());
        String list = members.parts.get(field.index());
        this.type.addField(FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(MessageList.class), part), list, Modifier.FINAL)
                .initializer("new $T<>($L)", MessageList.class, Suppliers.of(part, CodeBlock.of("region()")))
                .build());
        clear.addStatement("$L.clear()", list);
    }

    private void decoded(Field field, String name) {
        type.addField(FieldSpec.builder(DecodedText.class, name, Modifier.FINAL)
                .initializer("new $T()", DecodedText.class)
                .build());
        type.addMethod(accessor(field, name, sliceType(field.conditional()))
                .addStatement(field.conditional() ? "return $L.text().orNull()" : "return $L.text()", name)
                .build());
        clear.addStatement("$L.clear()", name);
        copy.addStatement("$1L.copyFrom(other.$1L)", name);
        visiting(
                field,
                CodeBlock.of("$L.text().isPresent()", name),
                CodeBlock.of("visitor.text($S, $L.text());\n", field.name().orElse(""), name));
    }

    private void message(Field field, MessageField nested, String name) {
        ClassName message = names.message(nested.message());
        type.addField(FieldSpec.builder(message, name, Modifier.FINAL)
                .initializer("new $T(region())", message)
                .build());
        // What it holds is emptied when it is read anew, and nobody sees it before.
        if (field.conditional()) {
            if (!flags.isBit(field)) {
                String flag = members.hasFields.get(field.index());
                type.addField(TypeName.BOOLEAN, flag);
                copy.addStatement("$1L = other.$1L", flag);
            }
            clear.addStatement("$L", flags.reset(field));
            copy.beginControlFlow("if ($L)", flags.test("", field))
                    .addStatement("$1L.copyFields(other.$1L)", name)
                    .endControlFlow();
            type.addMethod(accessor(
                            field,
                            name,
                            message.annotated(com.palantir.javapoet.AnnotationSpec.builder(Nullable.class)
                                    .build()))
                    .addStatement("return $L ? $L : null", flags.test("", field), name)
                    .build());
        } else {
            copy.addStatement("$1L.copyFields(other.$1L)", name);
            type.addMethod(accessor(field, name, message)
                    .addStatement("return $L", name)
                    .build());
        }
        visiting(
                field,
                flags.test("", field),
                CodeBlock.builder()
                        .addStatement("visitor.beginMessage($S)", field.name().orElse(""))
                        .addStatement("$L.visit(visitor)", name)
                        .addStatement("visitor.endMessage()")
                        .build());
    }

    /** A message within itself: else its objects would never end. */
    private void lazyMessage(Field field, MessageField nested, String name) {
        ClassName message = names.message(nested.message());
        TypeName nullable = message.annotated(
                com.palantir.javapoet.AnnotationSpec.builder(Nullable.class).build());
        String part = members.parts.get(field.index());
        type.addField(FieldSpec.builder(nullable, name).build());
        type.addField(FieldSpec.builder(nullable, part, Modifier.PRIVATE).build());
        type.addMethod(
                accessor(field, name, nullable).addStatement("return $L", name).build());
        type.addMethod(MethodSpec.methodBuilder(part)
                .addJavadoc(
                        "The object for $L, made when it is first needed.\n",
                        field.name().orElse("a part"))
                .returns(message)
                .addStatement("$T part = $L", message, part)
                .beginControlFlow("if (part == null)")
                .addStatement("part = new $T(region())", message)
                .addStatement("$L = part", part)
                .endControlFlow()
                .addStatement("return part")
                .build());
        clear.addStatement("$L = null", name);
        copy.addStatement("$L = null", name);
        copy.beginControlFlow("if (other.$L != null)", name)
                .addStatement("$L = $L()", name, part)
                .addStatement("$1L.copyFields(other.$1L)", name)
                .endControlFlow();
        visiting(
                field,
                CodeBlock.of("$L != null", name),
                CodeBlock.builder()
                        .addStatement("visitor.beginMessage($S)", field.name().orElse(""))
                        .addStatement("$L.visit(visitor)", name)
                        .addStatement("visitor.endMessage()")
                        .build());
    }

    private void messages(Field field, ArrayField array, String name) {
        ClassName element = names.message(((MessageField) array.element()).message());
        TypeName list = ParameterizedTypeName.get(ClassName.get(MessageList.class), element);
        type.addField(FieldSpec.builder(list, name, Modifier.FINAL)
                .initializer("new $T<>($L)", MessageList.class, Suppliers.of(element, CodeBlock.of("region()")))
                .build());
        type.addMethod(
                accessor(field, name, list).addStatement("return $L", name).build());
        has(field, CodeBlock.of("!$L.isEmpty()", name));
        clear.addStatement("$L.clear()", name);
        copy.addStatement("$L.clear()", name);
        copy.beginControlFlow("for ($T element : other.$L)", element, name);
        copy.addStatement("$L.next().copyFields(element)", name);
        copy.addStatement("$L.added()", name);
        copy.endControlFlow();
        if (field.name().isPresent()) {
            visit.addStatement("visitor.beginList($S)", field.name().get());
            visit.beginControlFlow("for (int i = 0; i < $L.size(); i++)", name);
            visit.addStatement("visitor.beginMessage($S)", "");
            visit.addStatement("$L.get(i).visit(visitor)", name);
            visit.addStatement("visitor.endMessage()");
            visit.endControlFlow();
            visit.addStatement("visitor.endList()");
        }
    }

    private void slices(Field field, String name) {
        type.addField(FieldSpec.builder(SliceList.class, name, Modifier.FINAL)
                .initializer("new $T(region())", SliceList.class)
                .build());
        type.addMethod(accessor(field, name, ClassName.get(SliceList.class))
                .addStatement("return $L", name)
                .build());
        has(field, CodeBlock.of("!$L.isEmpty()", name));
        clear.addStatement("$L.clear()", name);
        copy.addStatement("$1L.copyFrom(other.$1L)", name);
        if (field.name().isPresent()) {
            visit.addStatement("visitor.beginList($S)", field.name().get());
            visit.beginControlFlow("for (int i = 0; i < $L.size(); i++)", name);
            Type element = ((Type.ListType) field.type().present()).element();
            visit.add(Visits.statement(names, "", element, CodeBlock.of("$L.get(i)", name)));
            visit.endControlFlow();
            visit.addStatement("visitor.endList()");
        }
    }

    private void numbers(Field field, ArrayField array, String name) {
        int bits = org.protospec.generator.ir.Widths.bits(spec, array.element()).orElseThrow();
        type.addField(FieldSpec.builder(Numbers.class, name, Modifier.FINAL)
                .initializer(
                        "new $T(region(), $L, $T.$L)",
                        Numbers.class,
                        bits / 8,
                        Numbers.Format.class,
                        format(array.element()))
                .build());
        type.addMethod(accessor(field, name, ClassName.get(Numbers.class))
                .addStatement("return $L", name)
                .build());
        has(field, CodeBlock.of("$L.size() > 0", name));
        clear.addStatement("$L.clear()", name);
        copy.addStatement("$1L.copyFrom(other.$1L)", name);
        if (field.name().isPresent() && array.element() instanceof FieldType.EnumField) {
            // The runtime's numbers do not know the names that a spec gives to them.
            visit.add(Visits.statement(names, field.name().get(), field.type(), CodeBlock.of("$L", name)));
        } else {
            field.name().ifPresent(specName -> visit.addStatement("$L.visit($S, visitor)", name, specName));
        }
    }

    private String format(FieldType element) {
        boolean signed = element instanceof FieldType.IntField number && number.signed()
                || element instanceof FieldType.EnumField value
                        && spec.enums().get(value.enumId()).signed();
        String order = FixedReads.isLittle(element) ? "_LE" : "";
        return (signed ? "SIGNED" : "UNSIGNED").toUpperCase(Locale.ROOT) + order;
    }

    // ------------------------------------------------------------------ computed values

    private void let(MessageDef.Let let) {
        String name = members.lets.get(let.index());
        String flag = members.hasLets.get(let.index());
        boolean optional = let.conditional() || let.type().isOptional();
        TypeName returned = types.of(let.type());
        CodeBlock doc = Docs.field(
                let.doc(), "The computed value " + let.name() + ".", let.span().line());
        // Texts and addresses are views.
        boolean text = types.of(let.type()).equals(ClassName.get(Slice.class));
        boolean joined = Storage.isOwn(let);
        if (computed.isView(let)) {
            view(let, doc);
            return;
        } else if (joined) {
            joined(let);
            clear.addStatement("$L.clear()", name);
            copy.addStatement("$1L.copyFrom(other.$1L)", name);
        } else if (text) {
            type.addField(FieldSpec.builder(Slice.class, name, Modifier.FINAL)
                    .initializer("slice()")
                    .build());
            clear.addStatement("$L.clear()", name);
            copy.addStatement("copyText($1L, other.$1L, other)", name);
        } else {
            type.addField(returned, name);
            clear.addStatement("$L = $L", name, returned.equals(TypeName.BOOLEAN) ? "false" : "0");
            copy.addStatement("$1L = other.$1L", name);
            if (optional) {
                type.addField(TypeName.BOOLEAN, flag);
                clear.addStatement("$L = false", flag);
                copy.addStatement("$1L = other.$1L", flag);
                type.addMethod(MethodSpec.methodBuilder(flag)
                        .addModifiers(Modifier.PUBLIC)
                        .addJavadoc("Whether $L has a value.\n", Docs.escape(let.name()))
                        .returns(TypeName.BOOLEAN)
                        .addStatement("return $L", flag)
                        .build());
            }
        }
        type.addMethod(MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(doc)
                .returns(text ? sliceType(optional) : returned)
                .addStatement(
                        "return $L",
                        joined
                                ? CodeBlock.of(optional ? "$L.text().orNull()" : "$L.text()", name)
                                : CodeBlock.of(text && optional ? "$L.orNull()" : "$L", name))
                .build());
        CodeBlock show =
                Visits.statement(names, let.name(), let.type(), CodeBlock.of(joined ? "$L.text()" : "$L", name));
        if (optional) {
            visit.beginControlFlow(
                    "if ($L)",
                    text
                            ? CodeBlock.of(joined ? "$L.text().isPresent()" : "$L.isPresent()", name)
                            : CodeBlock.of("$L", flag));
            visit.add(show);
            visit.nextControlFlow("else");
            visit.addStatement("visitor.absent($S)", let.name());
            visit.endControlFlow();
        } else {
            visit.add(show);
        }
    }

    /** A text that is another one: it is looked up when it is asked for. */
    private void view(MessageDef.Let let, CodeBlock doc) {
        String name = members.lets.get(let.index());
        String flag = members.hasLets.get(let.index());
        Value value = new Expressions(spec, names, MessageScope.ofView(def, texts)).value(let.value());
        if (let.conditional()) {
            type.addField(TypeName.BOOLEAN, flag);
            clear.addStatement("$L = false", flag);
            copy.addStatement("$1L = other.$1L", flag);
            visit.beginControlFlow("if ($L)", flag);
        }
        type.addMethod(MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(doc)
                .returns(sliceType(let.conditional()))
                .addStatement(
                        let.conditional()
                                ? CodeBlock.of("return $L ? $L : null", flag, value.operand())
                                : CodeBlock.of("return $L", value.code()))
                .build());
        visit.add(Visits.statement(
                names, let.name(), let.type(), let.conditional() ? value.code() : CodeBlock.of("$L()", name)));
        if (let.conditional()) {
            visit.nextControlFlow("else");
            visit.addStatement("visitor.absent($S)", let.name());
            visit.endControlFlow();
        }
    }

    /** A text that is put together of others; if the message holds them all, not before it is asked for. */
    private void joined(MessageDef.Let let) {
        String name = members.lets.get(let.index());
        FieldSpec.Builder field = FieldSpec.builder(JoinedText.class, name, Modifier.FINAL);
        if (!computed.isJoined(let)) {
            type.addField(field.initializer("new $T()", JoinedText.class).build());
            return;
        }
        Expr.Join join = (Expr.Join) let.value();
        String method = members.joins.get(let.index());
        type.addField(
                field.initializer("new $T(this::$L)", JoinedText.class, method).build());
        Expressions expressions =
                new Expressions(spec, names, MessageScope.ofJoined(def, texts, CodeBlock.of("joined")));
        Value list = expressions.value(join.target());
        Type element = ((Type.ListType) join.target().type().present()).element();
        Value part = expressions.value(join.element());
        type.addMethod(MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.PRIVATE)
                .addJavadoc("Puts $L together, or tells how long it can become.\n", Docs.escape(let.name()))
                .addParameter(JoinedText.class, "joined")
                .beginControlFlow("for (int i = 0; i < $L.size(); i++)", list.operand())
                .addStatement("$T it = $L.get(i)", types.of(element), list.operand())
                .addStatement(
                        "joined.add($L, $S)",
                        part.always() ? part.code() : CodeBlock.of("$L ? $L : null", part.presence(), part.operand()),
                        join.separator())
                .endControlFlow()
                .build());
    }
}
