package org.protospec.it.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.protospec.runtime.machine.Protocol;

/** Runs one case: whole, then cut in every way, of which each must show the same. */
final class CaseRunner {
    /** What a flow gives that no protocol takes. */
    private static final String NOBODY = "no machine";

    private final CompiledCases cases;
    private final long seed;

    CaseRunner(CompiledCases cases, long seed) {
        this.cases = cases;
        this.seed = seed;
    }

    /** What a case's input gives when nothing is cut. */
    String whole(CaseFile file) throws ReflectiveOperationException {
        CompiledCases.Compiled compiled = cases.get(file);
        if (file.input().isEmpty() || compiled.sources().isEmpty() && compiled.protocolClass() == null) {
            return "";
        }
        if (compiled.protocolClass() == null) {
            MessageRun run = new MessageRun(cases, compiled);
            List<String> lines = new ArrayList<>();
            for (Step step : file.input()) {
                lines.add(run.whole((Step.Whole) step));
            }
            return String.join("\n", lines);
        }
        return String.join("\n", FlowRun.of(protocols(compiled), file.input(), Cuts.WHOLE));
    }

    /** In which cuts the input gives something else than {@code whole}; empty if in none. */
    List<String> differences(CaseFile file, String whole) throws ReflectiveOperationException {
        CompiledCases.Compiled compiled = cases.get(file);
        return compiled.protocolClass() == null ? messages(file, compiled) : flows(file, protocols(compiled), whole);
    }

    private List<String> flows(CaseFile file, List<Protocol> protocols, String whole) {
        List<Integer> lengths = new ArrayList<>();
        for (Step step : file.input()) {
            if (step instanceof Step.Bytes bytes) {
                lengths.add(bytes.bytes().length);
            }
        }
        List<String> differences = new ArrayList<>();
        for (Cuts cuts : Cuts.of(lengths, seed)) {
            compare(differences, cuts, whole, () -> String.join("\n", FlowRun.of(protocols, file.input(), cuts)));
        }
        if (file.input().get(0) instanceof Step.UnknownPort && !whole.equals(NOBODY)) {
            Cuts known = Cuts.named("on a known port");
            compare(
                    differences,
                    known,
                    whole,
                    () -> String.join("\n", FlowRun.of(protocols, known(file.input()), known)));
        }
        return differences;
    }

    /** The same conversation on a port that tells the protocol: the other way round where the ports had told the wrong one. */
    private static List<Step> known(List<Step> input) {
        List<Step> known = new ArrayList<>();
        boolean turned = false;
        for (Step step : input) {
            turned |= step instanceof Step.Turned;
            if (step instanceof Step.Bytes it && turned) {
                known.add(new Step.Bytes(it.direction().opposite(), it.bytes()));
            } else if (step instanceof Step.Missing it && turned) {
                known.add(new Step.Missing(it.direction().opposite(), it.bytes()));
            } else if (step instanceof Step.Close it && turned) {
                known.add(new Step.Close(it.direction().opposite()));
            } else if (!(step instanceof Step.UnknownPort || step instanceof Step.Turned)) {
                known.add(step);
            }
        }
        return known;
    }

    private List<String> messages(CaseFile file, CompiledCases.Compiled compiled) throws ReflectiveOperationException {
        MessageRun run = new MessageRun(cases, compiled);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < file.input().size(); i++) {
            Step.Whole step = (Step.Whole) file.input().get(i);
            String expected = run.whole(step).replaceFirst(" left \\d+$", "");
            for (Cuts cuts : Cuts.of(List.of(step.bytes().length), seed)) {
                compare(differences, cuts, expected, () -> run.pieces(step, cuts));
            }
            differences.addAll(run.problemsOfBeginnings(step));
        }
        return differences;
    }

    private interface Run {
        String text() throws ReflectiveOperationException;
    }

    private static void compare(List<String> differences, Cuts cuts, String expected, Run run) {
        try {
            String text = run.text();
            if (!text.equals(expected)) {
                differences.add(cuts.name() + ":\n" + text);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            differences.add(
                    cuts.name() + ": " + e + " at " + List.of(e.getStackTrace()).subList(0, 5));
        }
    }

    /** The protocol of the case, and then those of its further specs. */
    private List<Protocol> protocols(CompiledCases.Compiled compiled) throws ReflectiveOperationException {
        List<String> classes = new ArrayList<>(List.of(String.valueOf(compiled.protocolClass())));
        classes.addAll(compiled.otherProtocols());
        List<Protocol> protocols = new ArrayList<>();
        String externs = compiled.externs();
        for (String each : classes) {
            if (externs != null && protocols.isEmpty()) {
                Supplier<?> supplier = () -> cases.make(externs);
                protocols.add((Protocol)
                        cases.load(each).getConstructor(Supplier.class).newInstance(supplier));
            } else {
                protocols.add((Protocol) cases.make(each));
            }
        }
        return protocols;
    }
}
