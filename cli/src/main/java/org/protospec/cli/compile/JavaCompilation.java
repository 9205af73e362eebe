package org.protospec.cli.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.protospec.cli.Failure;

/** Compiles Java sources in memory, with the program's own class path. */
public final class JavaCompilation {
    private static final List<String> OPTIONS = List.of("-proc:none", "-Xlint:none", "-g");

    private JavaCompilation() {}

    /**
     * Compiles sources into classes, which may refer to those that are there already.
     *
     * @return the names of the classes that were added
     * @throws Failure if there is no compiler, or the sources have errors; its message shows all of them
     */
    public static List<String> compile(List<JavaSource> sources, MemoryClasses classes) throws Failure {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw Failure.file("this Java has no compiler, which specs and rules need: use a JDK instead of a JRE");
        }
        List<String> before = classes.names();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
                MemoryFiles memory = new MemoryFiles(files, classes)) {
            boolean done = compiler.getTask(null, memory, diagnostics, OPTIONS, null, sources)
                    .call();
            if (!done) {
                throw Failure.spec(text(diagnostics.getDiagnostics()));
            }
        } catch (IOException e) {
            throw Failure.file("cannot compile: " + e.getMessage());
        }
        List<String> added = classes.names();
        added.removeAll(before);
        return added;
    }

    private static String text(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        return errors.stream().map(JavaCompilation::text).collect(Collectors.joining("\n"))
                + '\n'
                + errors.size()
                + (errors.size() == 1 ? " error" : " errors");
    }

    /** As {@code Rules.java:12:9: error: text}, the line, and a caret under the place. */
    private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic.getMessage(Locale.ROOT);
        if (!(diagnostic.getSource() instanceof JavaSource source)) {
            return "error: " + message;
        }
        StringBuilder text = new StringBuilder(source.shown());
        long line = diagnostic.getLineNumber();
        if (line == Diagnostic.NOPOS) {
            return text.append(": error: ").append(message).toString();
        }
        text.append(':').append(line).append(':').append(diagnostic.getColumnNumber());
        text.append(": error: ").append(message).append('\n');
        String shown = source.lineText(line).replace('\t', ' ');
        text.append(String.format(Locale.ROOT, "%5d | ", line)).append(shown).append('\n');
        long width = Math.max(1, Math.min(diagnostic.getEndPosition() - diagnostic.getStartPosition(), shown.length()));
        int before = (int) Math.max(0, diagnostic.getColumnNumber() - 1);
        text.append("      | ").append(" ".repeat(before));
        return text.append("^".repeat((int) Math.max(1, Math.min(width, shown.length() - before))))
                .toString();
    }
}
