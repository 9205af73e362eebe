package org.protospec.it.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.protospec.generator.source.SourceFile;

/**
 * One case of the language or of a built-in protocol: a text file of sections, each begun by a line {@code === name}.
 * Further spec files that are compiled together with the spec are sections {@code === also NAME.proto-spec}. What the spec leaves to Java is
 * a class in a section {@code === java}, in the package of the generated code.
 *
 * @param file where it lies
 * @param name path below the folder of cases, without its ending
 * @param what what it shows, in a sentence
 * @param spec the spec; empty where a built-in protocol is named
 * @param protocol the name of a built-in protocol; empty where there is a spec
 * @param others further specs
 * @param java the class of what the spec leaves to Java; empty without one
 * @param input the steps of its input
 * @param events the events expected, empty without an input
 * @param diagnostics the rendered errors and warnings expected
 */
record CaseFile(
        Path file,
        String name,
        String what,
        String spec,
        String protocol,
        List<SourceFile> others,
        String java,
        List<Step> input,
        String events,
        String diagnostics) {
    /** The cases of the language. */
    static final Path LANGUAGE = Path.of("src/test/resources/cases");
    /** The cases of built-in protocols. */
    static final Path PROTOCOLS = Path.of("src/test/resources/protocols");

    private static final Set<String> SECTIONS =
            new TreeSet<>(Set.of("what", "spec", "protocol", "java", "input", "events", "diagnostics"));

    private static final String ALSO = "also ";

    CaseFile {
        others = List.copyOf(others);
        input = List.copyOf(input);
    }

    /** All cases in a folder and below, in the order of their paths. */
    static List<CaseFile> below(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(each -> each.toString().endsWith(".case"))
                    .sorted()
                    .toList();
        }
        List<CaseFile> cases = new ArrayList<>();
        for (Path file : files) {
            cases.add(read(folder, file));
        }
        return cases;
    }

    private static CaseFile read(Path folder, Path file) throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("=== ")) {
                section = line.substring(4).trim();
                if (!SECTIONS.contains(section) && !section.startsWith(ALSO) || sections.put(section, "") != null) {
                    throw new IllegalArgumentException(file + ": unexpected section " + section);
                }
            } else {
                sections.merge(section, line + "\n", String::concat);
            }
        }
        String path = folder.relativize(file).toString().replace('\\', '/');
        List<SourceFile> others = new ArrayList<>();
        sections.forEach((name, text) -> {
            if (name.startsWith(ALSO)) {
                others.add(new SourceFile(name.substring(ALSO.length()), text));
            }
        });
        return new CaseFile(
                file,
                path.substring(0, path.length() - ".case".length()),
                sections.getOrDefault("what", "").strip(),
                sections.getOrDefault("spec", ""),
                sections.getOrDefault("protocol", "").strip(),
                others,
                sections.getOrDefault("java", ""),
                Step.parse(sections.getOrDefault("input", "")),
                sections.getOrDefault("events", "").strip(),
                sections.getOrDefault("diagnostics", "").strip());
    }

    /** Writes other expectations into the file: how a new case gets them, to be read before they are believed. */
    void update(String newEvents, String newDiagnostics) throws IOException {
        StringBuilder text = new StringBuilder();
        String section = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("=== ")) {
                section = line.substring(4).trim();
            }
            if (!section.equals("events") && !section.equals("diagnostics")) {
                text.append(line).append('\n');
            }
        }
        if (!newEvents.isEmpty()) {
            text.append("=== events\n").append(newEvents).append('\n');
        }
        if (!newDiagnostics.isEmpty()) {
            text.append("=== diagnostics\n").append(newDiagnostics).append('\n');
        }
        Files.writeString(file, text);
    }
}
