package org.protospec.it.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.Failure;
import org.protospec.cli.compile.JavaCompilation;
import org.protospec.cli.compile.JavaSource;
import org.protospec.cli.compile.MemoryClasses;
import org.protospec.cli.protocol.Protocols;
import org.protospec.generator.SpecCompiler;
import org.protospec.generator.diagnostic.DiagnosticRenderer;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.SourceFile;

/** The specs of all cases: each compiled by itself into a package of its own, the Java code of all at one go. */
final class CompiledCases {
    private static final Pattern CLASS = Pattern.compile("(?m)^public final class (\\w+)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^(c\\d+)/");

    private final Map<String, Compiled> cases = new LinkedHashMap<>();
    private final MemoryClasses classes = new MemoryClasses(CompiledCases.class.getClassLoader());
    private final List<String> classNames = new ArrayList<>();

    /**
     * A case's spec after its compilation.
     *
     * @param packageName package of its classes
     * @param protocolClass its {@code Protocol}, if it has a machine
     * @param otherProtocols those of further specs
     * @param externs the class of what the spec leaves to Java, if there is one
     * @param diagnostics what the compiler said
     * @param sources its generated code by path
     * @param problem what was wrong with it; empty if nothing was
     */
    record Compiled(
            String packageName,
            @Nullable String protocolClass,
            List<String> otherProtocols,
            @Nullable String externs,
            String diagnostics,
            Map<String, String> sources,
            String problem) {}

    static CompiledCases of(List<CaseFile> files) throws Failure {
        CompiledCases compiled = new CompiledCases();
        for (int i = 0; i < files.size(); i++) {
            compiled.cases.put(files.get(i).name(), specOf(files.get(i), "c" + i));
        }
        compiled.java();
        return compiled;
    }

    private static Compiled specOf(CaseFile file, String base) {
        return file.protocol().isEmpty() ? compiled(file, base) : builtIn(file.protocol());
    }

    private static Compiled builtIn(String name) {
        return Protocols.builtIn().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> new Compiled(
                        each.getClass().getPackageName(), each.getClass().getName(), List.of(), null, "", Map.of(), ""))
                .orElseGet(() ->
                        new Compiled("", null, List.of(), null, "", Map.of(), "there is no built-in protocol " + name));
    }

    private static Compiled compiled(CaseFile file, String base) {
        try {
            List<SourceFile> specs = new ArrayList<>();
            specs.add(new SourceFile("case.proto-spec", file.spec()));
            specs.addAll(file.others());
            SpecCompiler.Result result = SpecCompiler.compile(specs, new SpecCompiler.Options(base));
            Map<String, String> sources = new TreeMap<>();
            result.javaFiles().forEach(each -> sources.put(each.path(), each.text()));
            List<String> protocols = new ArrayList<>();
            for (Spec spec : result.specs()) {
                String found = result.protocolClasses().get(spec.name());
                if (found != null) {
                    protocols.add(found);
                }
            }
            String packageName = result.javaFiles().isEmpty()
                    ? base
                    : packageOf(result.javaFiles().get(0).path());
            boolean machine = !protocols.isEmpty()
                    && packageOf(protocols.get(0).replace('.', '/')).equals(packageName);
            String protocol = machine ? protocols.remove(0) : null;
            String externs = externs(file.java(), packageName, sources);
            String diagnostics = DiagnosticRenderer.render(result.diagnostics().sorted());
            return new Compiled(packageName, protocol, protocols, externs, diagnostics.strip(), sources, "");
        } catch (RuntimeException e) {
            StringBuilder trace = new StringBuilder(e.toString());
            for (StackTraceElement element : e.getStackTrace()) {
                trace.append("\n  at ").append(element);
            }
            return new Compiled(base, null, List.of(), null, "", Map.of(), "the spec compiler failed: " + trace);
        }
    }

    /** Adds the class of what a spec leaves to Java; returns its name, or null without one. */
    private static @Nullable String externs(String text, String packageName, Map<String, String> sources) {
        Matcher name = CLASS.matcher(text);
        if (!name.find()) {
            return null;
        }
        String path = packageName.replace('.', '/') + "/" + name.group(1) + ".java";
        sources.put(path, "package " + packageName + ";\n" + text);
        return packageName + "." + name.group(1);
    }

    private static String packageOf(String path) {
        return path.substring(0, path.lastIndexOf('/')).replace('/', '.');
    }

    /** Compiles all Java code; leaves out those cases whose code has errors, and tries again. */
    private void java() throws Failure {
        while (true) {
            List<JavaSource> sources = new ArrayList<>();
            for (Compiled each : cases.values()) {
                if (each.problem().isEmpty()) {
                    each.sources().forEach((path, text) -> sources.add(JavaSource.generated(path, text)));
                }
            }
            if (sources.isEmpty()) {
                return;
            }
            try {
                classNames.addAll(JavaCompilation.compile(sources, classes));
                return;
            } catch (Failure e) {
                if (!leaveOut(String.valueOf(e.getMessage()))) {
                    throw e;
                }
            }
        }
    }

    private boolean leaveOut(String errors) {
        TreeSet<String> bad = new TreeSet<>();
        Matcher matcher = PACKAGE.matcher(errors);
        while (matcher.find()) {
            bad.add(matcher.group(1));
        }
        cases.replaceAll((name, each) -> {
            String base = each.packageName().split("\\.", 2)[0];
            return bad.contains(base) ? without(each, "the generated code has errors:\n" + of(base, errors)) : each;
        });
        return !bad.isEmpty();
    }

    private static Compiled without(Compiled each, String problem) {
        return new Compiled(each.packageName(), null, List.of(), null, each.diagnostics(), each.sources(), problem);
    }

    private static String of(String base, String errors) {
        StringBuilder own = new StringBuilder();
        boolean in = false;
        for (String line : errors.split("\n")) {
            Matcher matcher = PACKAGE.matcher(line);
            in = matcher.find() ? matcher.group(1).equals(base) : in;
            own.append(in ? line + "\n" : "");
        }
        return own.toString();
    }

    Compiled get(CaseFile file) {
        Compiled found = cases.get(file.name());
        if (found == null) {
            throw new IllegalArgumentException("unknown case " + file.name());
        }
        return found;
    }

    /** A new object of a class that was compiled for a case. */
    Object make(String name) {
        try {
            return load(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** A class of generated code. */
    Class<?> load(String name) throws ClassNotFoundException {
        return classes.loadClass(name);
    }

    /** Binary names of all classes of generated code. */
    List<String> classNames() {
        return List.copyOf(classNames);
    }

    /** The class loader of generated code. */
    MemoryClasses classes() {
        return classes;
    }
}
