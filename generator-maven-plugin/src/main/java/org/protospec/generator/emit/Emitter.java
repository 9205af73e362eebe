package org.protospec.generator.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Generated;
import org.protospec.generator.GeneratedFile;
import org.protospec.generator.check.Containment;
import org.protospec.generator.check.StreamParts;
import org.protospec.generator.ir.Automata;
import org.protospec.generator.ir.Lowering;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Spec;

/** Writes the Java source of a protocol: one file a concept. */
public final class Emitter {
    private final Spec spec;
    private final String version;
    private final SpecNames names;
    private final List<GeneratedFile> files = new ArrayList<>();

    private Emitter(Spec spec, String packageName, String version) {
        this.spec = spec;
        this.version = version;
        this.names = new SpecNames(spec, packageName);
    }

    /** The files of a spec without errors, in a package; the same for the same spec, whatever the machine. */
    public static List<GeneratedFile> emit(Spec spec, String packageName, String version) {
        Emitter emitter = new Emitter(spec, packageName, version);
        emitter.emit();
        return List.copyOf(emitter.files);
    }

    /** The class through which a protocol with a machine is found, whose name depends on the spec alone. */
    public static String protocolClass(Spec spec, String packageName) {
        return new SpecNames(spec, packageName).protocol().canonicalName();
    }

    private void emit() {
        List<MessageIr> messages = Lowering.lower(spec);
        names.decisions(messages);
        Delimiters delimiters = new Delimiters(spec);
        Streams streams = new Streams(Containment.of(spec), StreamParts.of(spec), messages, names, delimiters);
        WholeTokens wholeTokens = new WholeTokens(spec);
        WholeMessages wholeMessages = new WholeMessages(messages, wholeTokens, streams);
        for (MessageIr message : messages) {
            boolean standalone = message.def().params().isEmpty()
                    && message.captures().isEmpty()
                    && !streams.in(message.def().id());
            boolean inPlace =
                    standalone && HeaderLayout.of(spec, message, wholeMessages).isPresent();
            add(new MessageEmitter(spec, names, message, streams, inPlace).emit(standalone));
            add(new ParserEmitter(spec, names, message, streams, wholeTokens, wholeMessages).emit(standalone));
        }
        // Before the tokens: it uses delimiters too.
        Optional<TypeSpec> machine =
                spec.machine().map(each -> new MachineEmitter(spec, names, each, messages, streams).emit());
        spec.enums().forEach(each -> add(EnumEmitter.emit(spec, names, each)));
        Set<Integer> tokens = tokens(messages);
        boolean looks = messages.stream().anyMatch(each -> !each.decisions().isEmpty());
        if (!tokens.isEmpty() || !delimiters.used().isEmpty() || looks) {
            add(new TokensEmitter(spec, names, Automata.of(spec))
                    .emit(tokens, wholeTokens.used(), messages, delimiters));
        }
        EventEmitter events = new EventEmitter(spec, names);
        spec.events().forEach(each -> add(events.event(each)));
        if (!spec.events().isEmpty() || spec.machine().isPresent()) {
            add(events.events(streams.inflate()));
        }
        if (!spec.externs().isEmpty()) {
            ExternEmitter externs = new ExternEmitter(spec, names);
            add(externs.contract());
            add(externs.calls());
        }
        machine.ifPresent(this::add);
        spec.machine().ifPresent(each -> dissector(each, streams));
        files.add(PackageInfo.of(spec, names.packageName(), header()));
    }

    private void dissector(MachineDef machine, Streams streams) {
        DissectorEmitter dissector = new DissectorEmitter(spec, names, machine, streams);
        add(dissector.dissector());
        add(dissector.protocol());
        if (!spec.signatures().isEmpty()) {
            add(new SignaturesEmitter(spec, names).emit());
        }
    }

    private static Set<Integer> tokens(List<MessageIr> messages) {
        Set<Integer> tokens = new TreeSet<>();
        for (MessageIr message : messages) {
            for (Step step : message.steps()) {
                if (step instanceof Step.ReadToken token) {
                    tokens.add(token.token());
                } else if (step instanceof Step.LookAhead ahead) {
                    tokens.add(ahead.token());
                } else if (step instanceof Step.ReadTokens several) {
                    tokens.add(several.token());
                }
            }
        }
        return tokens;
    }

    private String header() {
        return "Generated from " + Docs.file(spec.span().file().name()) + " by Protospec " + version + ". Do not edit.";
    }

    private void add(TypeSpec type) {
        TypeSpec marked = type.toBuilder()
                .addAnnotation(AnnotationSpec.builder(Generated.class)
                        .addMember("value", "$S", "org.protospec.generator")
                        .build())
                .build();
        String text = JavaFile.builder(names.packageName(), marked)
                .addFileComment("$L", header())
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .toString();
        files.add(new GeneratedFile(
                names.packageName().replace('.', '/') + "/" + type.name() + ".java", Layout.tidy(text)));
    }
}
