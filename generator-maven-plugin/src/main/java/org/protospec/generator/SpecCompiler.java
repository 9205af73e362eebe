package org.protospec.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.SourceVersion;
import org.protospec.generator.check.Checks;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.emit.Emitter;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.SourceFile;

/**
 * The compiler of spec files: sources in, generated files and diagnostics out.
 *
 * <p>It touches no disk and asks no clock: the same sources give the same files, byte for byte, on every machine.
 */
public final class SpecCompiler {
    private static final String SERVICE = "META-INF/services/org.protospec.runtime.machine.Protocol";

    private SpecCompiler() {}

    /**
     * How to compile.
     *
     * @param basePackage the package below which every protocol has its own
     * @param library further specs to import from
     */
    public record Options(String basePackage, SpecLibrary library) {
        /** Options without a library. */
        public Options(String basePackage) {
            this(basePackage, SpecLibrary.NONE);
        }
    }

    /**
     * What became of the sources.
     *
     * @param specs the specs without errors, in the order of the sources
     * @param javaFiles their classes
     * @param resources files for the class path: the entries through which protocols are found
     * @param protocolClasses the class of each protocol that has a machine, by protocol name
     * @param diagnostics what is to be said; with errors nothing was generated
     */
    public record Result(
            List<Spec> specs,
            List<GeneratedFile> javaFiles,
            List<GeneratedFile> resources,
            Map<String, String> protocolClasses,
            Diagnostics diagnostics) {
        public Result {
            specs = List.copyOf(specs);
            javaFiles = List.copyOf(javaFiles);
            resources = List.copyOf(resources);
        }
    }

    /** Checks sources without generating anything. */
    public static Result check(List<SourceFile> sources) {
        return check(sources, SpecLibrary.NONE);
    }

    /** The same of sources that may import from a library. */
    public static Result check(List<SourceFile> sources, SpecLibrary library) {
        SpecFrontEnd.Result front = SpecFrontEnd.analyse(sources, library);
        front.specs().forEach(spec -> Checks.run(spec, front.imported(), front.diagnostics()));
        sameNames(front);
        return new Result(front.specs(), List.of(), List.of(), Map.of(), front.diagnostics());
    }

    /** Compiles sources; none of them is generated if any has an error. */
    public static Result compile(List<SourceFile> sources, Options options) {
        Result checked = check(sources, options.library());
        if (checked.diagnostics().hasErrors()) {
            return checked;
        }
        List<GeneratedFile> javaFiles = new ArrayList<>();
        Map<String, String> classes = new TreeMap<>();
        for (Spec spec : checked.specs()) {
            String packageName = packageName(spec, options);
            javaFiles.addAll(Emitter.emit(spec, packageName, Version.text()));
            if (spec.machine().isPresent()) {
                classes.put(spec.name(), Emitter.protocolClass(spec, packageName));
            }
        }
        List<GeneratedFile> resources = classes.isEmpty()
                ? List.of()
                : List.of(new GeneratedFile(SERVICE, String.join("\n", classes.values()) + "\n"));
        return new Result(checked.specs(), javaFiles, resources, classes, checked.diagnostics());
    }

    private static String packageName(Spec spec, Options options) {
        String last = SourceVersion.isKeyword(spec.name()) ? spec.name() + "_" : spec.name();
        return options.basePackage().isEmpty() ? last : options.basePackage() + "." + last;
    }

    private static void sameNames(SpecFrontEnd.Result front) {
        Map<String, Spec> first = new TreeMap<>();
        for (Spec spec : front.specs()) {
            Spec other = first.putIfAbsent(spec.name(), spec);
            if (other != null) {
                front.diagnostics()
                        .report(org.protospec.generator.diagnostic.Diagnostic.of(
                                        DiagnosticKind.DECLARED_TWICE, spec.span(), spec.name())
                                .note(other.span(), "it is declared here"));
            }
        }
    }
}
