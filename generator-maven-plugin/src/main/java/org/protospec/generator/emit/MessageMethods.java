package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Walk;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.source.Span;
import org.protospec.runtime.parse.FieldVisitor;

/** The methods about all fields and computed values of a message: they copy, show, clear and forget them. */
final class MessageMethods {
    /** What a name begins with that is for the message itself. */
    private static final String HIDDEN = "_";

    private final MessageContext context;
    private final TypeSpec.Builder type;
    private final LongBody clears = new LongBody();
    private final LongBody copies = new LongBody();
    /** Visitors see fields and computed values in the order in which they are written. */
    private final SortedMap<Integer, CodeBlock> visits = new TreeMap<>();

    private final List<CodeBlock> runClears = new ArrayList<>();
    private final List<CodeBlock> fieldClears = new ArrayList<>();
    private final List<CodeBlock> letClears = new ArrayList<>();

    MessageMethods(MessageContext context) {
        this.context = context;
        this.type = context.type;
    }

    /** The next run. */
    void run(MemberCode code) {
        runClears.add(code.clear.build());
        add(code);
    }

    /** The bits that tell which parts are there. */
    void bits(MemberCode code) {
        add(code);
    }

    /** The next field. */
    void field(Field field, MemberCode code) {
        fieldClears.add(code.clear.build());
        if (context.flags.isBit(field)) {
            // All bits are cleared at once.
            code.clear.clear();
        }
        show(field.name().orElse(HIDDEN), field.span(), code);
        add(code);
    }

    /** The next computed value. */
    void let(MessageDef.Let let, MemberCode code) {
        letClears.add(code.clear.build());
        show(let.name(), let.span(), code);
        add(code);
    }

    private void add(MemberCode code) {
        clears.add(code.clear.build());
        copies.add(code.copy.build());
    }

    /** What visitors see of a field or a computed value: nothing if its name is for the message itself. */
    private void show(String name, Span place, MemberCode code) {
        if (!name.startsWith(HIDDEN)) {
            // The groups of a token stand where its field does.
            visits.merge(place.start(), code.visit.build(), (first, second) -> CodeBlock.of("$L$L", first, second));
        }
    }

    // ------------------------------------------------------------------ written

    /** For each attempt that may be taken back, a method that forgets what it read. */
    void forget() {
        for (Step step : context.ir.steps()) {
            if (step instanceof Step.Attempt attempt) {
                forget(
                        attempt.attempt(),
                        attempt.items(),
                        "an attempt in line " + attempt.info().line());
            } else if (step instanceof Step.Recover part) {
                forget(
                        part.attempt(),
                        part.items(),
                        "the part before line " + part.info().line());
            }
        }
    }

    private void forget(int number, List<Item> items, String what) {
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
            context.ir
                    .place(field)
                    .filter(place -> place.slot()
                            .equals(context.ir.runs().get(place.run()).slots().get(0)))
                    .ifPresent(place -> code.add(runClears.get(place.run())));
            context.def.lets().stream()
                    .filter(let -> let.value() instanceof Expr.GroupRef group && group.field() == field.index())
                    .forEach(let -> code.add(letClears.get(let.index())));
        }
        return code.build();
    }

    void copy() {
        type.addMethod(MethodSpec.methodBuilder("copy")
                .addJavadoc("A copy that stays valid, with bytes of its own.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(context.self)
                .addStatement("$1T copy = new $1T()", context.self)
                .addStatement("copy.copyFrom(this)")
                .addStatement("return copy")
                .build());
        ParameterSpec other = ParameterSpec.builder(context.self, "other").build();
        type.addMethod(MethodSpec.methodBuilder("copyFrom")
                .addParameter(other)
                .addStatement("copyBytes(other)")
                .addStatement("copyFields(other)")
                .build());
        type.addMethod(MethodSpec.methodBuilder("copyFields")
                .addParameter(other)
                .addCode(copies.code(type, "copyFields", other))
                .build());
    }

    void visit() {
        LongBody body = new LongBody();
        visits.values().forEach(body::add);
        ParameterSpec visitor =
                ParameterSpec.builder(FieldVisitor.class, "visitor").build();
        type.addMethod(JavaMethods.override("visit")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(visitor)
                .addCode(body.code(type, "visit", visitor))
                .build());
    }

    void clear() {
        type.addMethod(JavaMethods.override("clear")
                .addModifiers(Modifier.PROTECTED)
                .addCode(clears.code(type, "clear"))
                .build());
    }
}
