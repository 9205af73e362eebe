package org.protospec.cli.compile;

import java.util.ArrayList;
import java.util.List;
import org.protospec.cli.Failure;
import org.protospec.generator.SpecCompiler;
import org.protospec.generator.SpecLibrary;
import org.protospec.generator.check.MemoryBounds;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.diagnostic.Severity;
import org.protospec.generator.dot.GrammarDot;
import org.protospec.generator.dot.StateMachineDot;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.SourceFile;

/** The compiler on the class path. */
final class InstalledCompiler implements SpecCompilation {
    private static final SpecLibrary LIBRARY = new FoundSpecs();

    @Override
    public CompiledSpecs check(List<SourceFile> specs) {
        return result(SpecCompiler.check(specs, LIBRARY));
    }

    @Override
    public CompiledSpecs compile(List<SourceFile> specs, String basePackage) {
        return result(SpecCompiler.compile(specs, new SpecCompiler.Options(basePackage, LIBRARY)));
    }

    @Override
    public List<CompiledSpecs.Generated> pictures(SourceFile spec, TransitionCounts transitions) throws Failure {
        SpecCompiler.Result result = SpecCompiler.check(List.of(spec), LIBRARY);
        if (result.diagnostics().hasErrors()) {
            throw Failure.spec(spec.name() + " has errors\n"
                    + DiagnosticRenderer.render(result.diagnostics().sorted()).stripTrailing());
        }
        List<CompiledSpecs.Generated> pictures = new ArrayList<>();
        for (Spec each : result.specs()) {
            StateMachineDot.of(each, CountedMachine.of(each, transitions))
                    .ifPresent(
                            dot -> pictures.add(new CompiledSpecs.Generated(each.name() + "-state-machine.dot", dot)));
            pictures.add(new CompiledSpecs.Generated(each.name() + "-grammar.dot", GrammarDot.of(each)));
        }
        return pictures;
    }

    private static CompiledSpecs result(SpecCompiler.Result result) {
        Diagnostics diagnostics = result.diagnostics();
        List<Diagnostic> sorted = diagnostics.sorted();
        int errors = 0;
        for (Diagnostic diagnostic : sorted) {
            errors += diagnostic.kind().severity() == Severity.ERROR ? 1 : 0;
        }
        List<CompiledSpecs.CompiledProtocol> protocols = new ArrayList<>();
        for (Spec spec : result.specs()) {
            if (!diagnostics.hasErrors(spec.span().file())) {
                String className = result.protocolClasses().getOrDefault(spec.name(), "");
                String memory = MemoryBounds.of(spec).text();
                protocols.add(new CompiledSpecs.CompiledProtocol(spec.name(), className, memory));
            }
        }
        List<CompiledSpecs.Generated> files = new ArrayList<>();
        result.javaFiles().forEach(file -> files.add(new CompiledSpecs.Generated(file.path(), file.text())));
        result.resources().forEach(file -> files.add(new CompiledSpecs.Generated(file.path(), file.text())));
        return new CompiledSpecs(DiagnosticRenderer.render(sorted), errors, sorted.size() - errors, files, protocols);
    }
}
