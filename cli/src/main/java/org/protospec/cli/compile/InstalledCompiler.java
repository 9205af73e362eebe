package org.protospec.cli.compile;

import java.util.ArrayList;
import java.util.List;
import org.protospec.cli.Failure;
import org.protospec.generator.SpecFrontEnd;
import org.protospec.generator.check.Checks;
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
    @Override
    public CompiledSpecs check(List<SourceFile> specs) {
        return result(analyse(specs));
    }

    @Override
    public CompiledSpecs compile(List<SourceFile> specs) throws Failure {
        CompiledSpecs checked = check(specs);
        if (checked.errors() > 0) {
            return checked;
        }
        throw Failure.file("this build of protospec cannot generate dissectors yet");
    }

    @Override
    public List<CompiledSpecs.Generated> pictures(SourceFile spec, TransitionCounts transitions) throws Failure {
        SpecFrontEnd.Result result = analyse(List.of(spec));
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

    private static SpecFrontEnd.Result analyse(List<SourceFile> specs) {
        SpecFrontEnd.Result result = SpecFrontEnd.analyse(specs);
        for (Spec spec : result.specs()) {
            Checks.run(spec, result.diagnostics());
        }
        return result;
    }

    private static CompiledSpecs result(SpecFrontEnd.Result result) {
        Diagnostics diagnostics = result.diagnostics();
        List<Diagnostic> sorted = diagnostics.sorted();
        int errors = 0;
        for (Diagnostic diagnostic : sorted) {
            errors += diagnostic.kind().severity() == Severity.ERROR ? 1 : 0;
        }
        List<CompiledSpecs.CompiledProtocol> protocols = new ArrayList<>();
        for (Spec spec : result.specs()) {
            if (!diagnostics.hasErrors(spec.span().file())) {
                String memory = MemoryBounds.of(spec).text();
                protocols.add(new CompiledSpecs.CompiledProtocol(spec.name(), "", memory));
            }
        }
        return new CompiledSpecs(
                DiagnosticRenderer.render(sorted), errors, sorted.size() - errors, List.of(), protocols);
    }
}
