package org.protospec.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.Param;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.runtime.event.Event;
import org.protospec.runtime.event.EventContext;
import org.protospec.runtime.event.EventType;
import org.protospec.runtime.event.Listeners;
import org.protospec.runtime.event.Rules;
import org.protospec.runtime.event.StreamEvent;
import org.protospec.runtime.event.StreamPool;
import org.protospec.runtime.parse.ContentSink;
import org.protospec.runtime.parse.FieldVisitor;
import org.protospec.runtime.parse.Filter;
import org.protospec.runtime.parse.InflationPool;

/** Writes the classes of events, and the class through which machines and parsers tell them. */
final class EventEmitter {
    private final Spec spec;
    private final SpecNames names;
    private final JavaTypes types;

    EventEmitter(Spec spec, SpecNames names) {
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
    }

    // ------------------------------------------------------------------ one event

    TypeSpec event(EventDef def) {
        ClassName self = names.event(def.id());
        boolean stream = isStream(def);
        TypeName typeOf = ParameterizedTypeName.get(ClassName.get(EventType.class), self);
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addJavadoc(Docs.of(
                        def.doc(),
                        "The event " + def.name() + " of " + spec.name() + ".",
                        Docs.file(def.span().file().name()),
                        def.span().line()))
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(stream ? StreamEvent.class : Event.class)
                .addField(FieldSpec.builder(typeOf, "TYPE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("What rules hook on.\n")
                        .initializer("new $T<>($S, $S, $T.class)", EventType.class, spec.name(), def.name(), self)
                        .build());
        MethodSpec.Builder set = MethodSpec.methodBuilder("set");
        CodeBlock.Builder visit = CodeBlock.builder();
        SpecNames.Members members = names.eventMembers(def.id());
        for (Param param : def.params()) {
            String name = members.fields.get(param.index());
            String has = members.hasFields.get(param.index());
            parameter(type, param, name, has);
            if (hasFlag(param)) {
                set.addParameter(TypeName.BOOLEAN, has).addStatement("this.$1L = $1L", has);
            }
            set.addParameter(declared(param.type()), name).addStatement("this.$1L = $1L", name);
            visit(visit, param, name, has);
        }
        type.addMethod(MethodSpec.constructorBuilder().build());
        if (!def.params().isEmpty()) {
            type.addMethod(set.build());
        }
        type.addMethod(JavaMethods.override("type")
                .addModifiers(Modifier.PUBLIC)
                .returns(typeOf)
                .addStatement("return TYPE")
                .build());
        type.addMethod(JavaMethods.override("visit")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(FieldVisitor.class, "visitor")
                .addCode(visit.build())
                .build());
        return type.build();
    }

    private static boolean isStream(EventDef def) {
        return def.form() == EventDef.Form.STREAM;
    }

    private boolean hasFlag(Param param) {
        return param.type().isOptional() && types.isPrimitive(param.type());
    }

    private TypeName declared(Type type) {
        TypeName java = types.of(type);
        return type.isOptional() && !java.isPrimitive() ? JavaTypes.nullable(java) : java;
    }

    private void parameter(TypeSpec.Builder type, Param param, String name, String has) {
        TypeName java = types.of(param.type());
        FieldSpec.Builder field = FieldSpec.builder(java, name, Modifier.PRIVATE);
        if (!java.isPrimitive()) {
            field.addAnnotation(Nullable.class);
        }
        type.addField(field.build());
        String about = Docs.escape(param.name());
        if (hasFlag(param)) {
            type.addField(TypeName.BOOLEAN, has, Modifier.PRIVATE);
            type.addMethod(MethodSpec.methodBuilder(has)
                    .addJavadoc("Whether $L has a value.\n", about)
                    .addModifiers(Modifier.PUBLIC)
                    .returns(TypeName.BOOLEAN)
                    .addStatement("return $L", has)
                    .build());
        }
        boolean required = !java.isPrimitive() && !param.type().isOptional();
        type.addMethod(MethodSpec.methodBuilder(name)
                .addJavadoc(
                        "The parameter $L$L.\n",
                        about,
                        hasFlag(param)
                                ? "; 0 where there is none"
                                : param.type().isOptional() ? "; null where there is none" : "")
                .addModifiers(Modifier.PUBLIC)
                .returns(declared(param.type()))
                .addCode(
                        required
                                ? CodeBlock.of("return $T.requireNonNull($L);\n", java.util.Objects.class, name)
                                : CodeBlock.of("return $L;\n", name))
                .build());
    }

    private void visit(CodeBlock.Builder visit, Param param, String name, String has) {
        CodeBlock value = CodeBlock.of("$L()", name);
        if (!param.type().isOptional()) {
            visit.add(Visits.statement(names, param.name(), param.type(), value));
            return;
        }
        visit.beginControlFlow("if ($L)", hasFlag(param) ? CodeBlock.of("$L", has) : CodeBlock.of("$L != null", name));
        visit.add(Visits.statement(names, param.name(), param.type(), CodeBlock.of("$L", name)));
        visit.nextControlFlow("else");
        visit.addStatement("visitor.absent($S)", param.name());
        visit.endControlFlow();
    }

    // ------------------------------------------------------------------ all events

    TypeSpec events(boolean inflates) {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.events())
                .addJavadoc("Tells the events of $L to the rules of one thread.\n", Docs.escape(spec.name()))
                .addModifiers(Modifier.FINAL);
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameter(Rules.class, "rules");
        if (inflates) {
            type.addField(FieldSpec.builder(InflationPool.class, "inflations", Modifier.FINAL)
                    .addJavadoc("What inflates contents.\n")
                    .build());
            constructor.addParameter(InflationPool.class, "inflations");
            constructor.addStatement("this.inflations = inflations");
        }
        for (EventDef def : spec.events()) {
            ClassName event = names.event(def.id());
            String listeners = names.eventMethod(def.id()) + "Listeners";
            type.addField(
                    ParameterizedTypeName.get(ClassName.get(Listeners.class), event),
                    listeners,
                    Modifier.PRIVATE,
                    Modifier.FINAL);
            constructor.addStatement("$L = rules.of($T.TYPE)", listeners, event);
            type.addMethod(isStream(def) ? begin(type, def, event, listeners) : tell(type, def, event, listeners));
        }
        return type.addMethod(constructor.build()).build();
    }

    private MethodSpec.Builder method(EventDef def) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.eventMethod(def.id()))
                .addJavadoc(Docs.of(
                        def.doc(), isStream(def) ? "Begins a stream " + def.name() + "." : "Tells " + def.name() + "."))
                .addParameter(EventContext.class, "context");
        if (isStream(def)) {
            method.addParameter(Filter.class, "filter");
        }
        SpecNames.Members members = names.eventMembers(def.id());
        for (Param param : def.params()) {
            if (hasFlag(param)) {
                method.addParameter(TypeName.BOOLEAN, members.hasFields.get(param.index()));
            }
            method.addParameter(declared(param.type()), members.fields.get(param.index()));
        }
        return method;
    }

    private CodeBlock arguments(EventDef def) {
        SpecNames.Members members = names.eventMembers(def.id());
        return def.params().stream()
                .map(param -> hasFlag(param)
                        ? CodeBlock.of(
                                "$L, $L", members.hasFields.get(param.index()), members.fields.get(param.index()))
                        : CodeBlock.of("$L", members.fields.get(param.index())))
                .collect(CodeBlock.joining(", "));
    }

    private MethodSpec tell(TypeSpec.Builder type, EventDef def, ClassName event, String listeners) {
        String object = names.eventMethod(def.id()) + "Event";
        type.addField(FieldSpec.builder(event, object, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T()", event)
                .build());
        MethodSpec.Builder method = method(def);
        method.beginControlFlow("if (!$L.isEmpty())", listeners);
        if (!def.params().isEmpty()) {
            method.addStatement("$L.set($L)", object, arguments(def));
        }
        method.addStatement("$L.at(context)", object);
        method.addStatement("$L.deliver($L)", listeners, object);
        return method.endControlFlow().build();
    }

    private MethodSpec begin(TypeSpec.Builder type, EventDef def, ClassName event, String listeners) {
        String pool = names.eventMethod(def.id()) + "Streams";
        type.addField(FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(StreamPool.class), event),
                        pool,
                        Modifier.PRIVATE,
                        Modifier.FINAL)
                .initializer("new $T<>($T.TYPE, $L)", StreamPool.class, event, Suppliers.of(event, CodeBlock.of("")))
                .build());
        MethodSpec.Builder method = method(def).returns(ContentSink.class);
        method.addStatement("$T stream = $L.begin(context, filter)", event, pool);
        if (!def.params().isEmpty()) {
            method.addStatement("stream.set($L)", arguments(def));
        }
        method.addStatement("$L.open(stream)", listeners);
        return method.addStatement("return stream").build();
    }
}
