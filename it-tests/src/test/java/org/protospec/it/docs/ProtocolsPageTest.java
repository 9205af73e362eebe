package org.protospec.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.protospec.cli.protocol.Protocols;
import org.protospec.generator.SpecCompiler;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.source.SourceFile;
import org.protospec.runtime.machine.Protocol;

/** The page of built-in protocols says what the comments of their specs say ({@code -Ddocs.update=true} writes it). */
class ProtocolsPageTest {
    private static final Path PAGE = Markdown.ROOT.resolve("docs/protocols.md");
    private static final List<String> FOLDERS =
            List.of("protocols/src/main/proto-spec", "smtp-dissector/src/main/proto-spec");
    private static final String HEAD = """
            # Built-in protocols

            Each of these is a command, `./protospec run NAME CAPTURE`; `./protospec run auto CAPTURE` takes all of them, each flow by its port or
            else by what its first bytes look like. This page is made from the comments of the specs. What was compared with other
            programs stands in [conformance](conformance.md), which packets are read in [the packet stack](stack.md).

            A protocol is a file in `protocols/src/main/proto-spec`: whatever has a machine there becomes a command, and its classes are loaded when
            the first flow of it comes. Its tests are conversations in `it-tests/src/test/resources/protocols/NAME`.
            """;

    @Test
    void thePageIsUpToDate() throws IOException {
        List<SourceFile> sources = specs();
        StringBuilder page = new StringBuilder(HEAD).append('\n');
        List<Spec> specs = SpecCompiler.check(sources).specs().stream()
                .filter(each -> each.machine().isPresent())
                .sorted(Comparator.comparing(Spec::name))
                .toList();
        page.append("| protocol | found | |\n|---|---|---|\n");
        for (Spec spec : specs) {
            page.append("| [")
                    .append(spec.name())
                    .append("](#")
                    .append(spec.name())
                    .append(") | ");
            page.append(places(spec))
                    .append(" | ")
                    .append(firstSentence(spec.doc()))
                    .append(" |\n");
        }
        specs.forEach(spec -> section(page, spec));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page.toString());
        assertThat(specs.stream().map(Spec::name))
                .containsExactlyElementsOf(Protocols.builtIn().stream()
                        .map(Protocol::name)
                        .sorted()
                        .toList());
    }

    private static List<SourceFile> specs() throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(Markdown.ROOT.resolve(folder))) {
                for (Path file : files.sorted().toList()) {
                    sources.add(new SourceFile(file.getFileName().toString(), Files.readString(file)));
                }
            }
        }
        return sources;
    }

    private static String places(Spec spec) {
        return spec.bindings().stream()
                .map(each -> each.layer() + " " + each.key() + " "
                        + each.numbers().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private static String firstSentence(String doc) {
        return oneLine(doc).replaceAll("\\. [A-Z].*$", ".");
    }

    private static String oneLine(String doc) {
        return doc.replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .strip();
    }

    private static void section(StringBuilder page, Spec spec) {
        MachineDef machine = spec.machine().orElseThrow();
        page.append("\n## ").append(spec.name()).append("\n\n").append(oneLine(spec.doc()));
        if (spec.bindings().isEmpty()) {
            page.append("\n\nFound where another protocol hands bytes to it.\n");
        } else {
            page.append("\n\nFound over ").append(places(spec));
            page.append(spec.signatures().isEmpty() ? ".\n" : "; on other ports by its first bytes.\n");
        }
        page.append("\n| event | |\n|---|---|\n");
        for (EventDef event : spec.events()) {
            page.append("| `").append(declaration(spec, event)).append("` | ");
            page.append(oneLine(event.doc())).append(" |\n");
        }
        page.append(machine.doc().isEmpty() ? "" : "\n" + oneLine(machine.doc()) + "\n");
        page.append("\n| state | |\n|---|---|\n");
        for (MachineDef.State state : machine.states()) {
            page.append("| `").append(state.name()).append("` | ");
            page.append(oneLine(state.doc())).append(" |\n");
        }
    }

    private static String declaration(Spec spec, EventDef event) {
        Matcher found = Pattern.compile("(?m)^((?:stream )?event " + event.name() + "\\b[^;]*);")
                .matcher(spec.span().file().text());
        return found.find() ? oneLine(found.group(1)) : event.name();
    }
}
