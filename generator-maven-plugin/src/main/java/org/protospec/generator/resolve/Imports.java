package org.protospec.generator.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.protospec.generator.ast.Declaration;
import org.protospec.generator.ast.Name;
import org.protospec.generator.ast.SpecNode;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.diagnostic.Suggestions;
import org.protospec.generator.source.SourceFile;
import org.protospec.generator.source.Span;

/**
 * Puts what a spec imports before its own declarations: constants, enums, tokens, messages, functions and externs of other specs, and all of theirs that these are
 * made of. They become part of the importing protocol, whose classes are generated for itself.
 */
public final class Imports {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private final BiFunction<SourceFile, String, Optional<SpecNode>> specs;
    private final Diagnostics diagnostics;
    private final Set<Span> told = new HashSet<>();
    private final Set<Span> used = new HashSet<>();

    /** Imports of specs that are found by who imports, and by the names of their protocols. */
    public Imports(BiFunction<SourceFile, String, Optional<SpecNode>> specs, Diagnostics diagnostics) {
        this.specs = specs;
        this.diagnostics = diagnostics;
    }

    /** The names of the declarations that some spec imports, where they are declared. */
    public Set<Span> used() {
        return Set.copyOf(used);
    }

    /** What is imported by several is told once. */
    private void report(Diagnostic diagnostic) {
        if (told.add(diagnostic.span())) {
            diagnostics.report(diagnostic);
        }
    }

    /** A spec with what it imports. */
    public SpecNode resolve(SpecNode node) {
        return resolve(node, List.of(node.name().text()));
    }

    private SpecNode resolve(SpecNode node, List<String> way) {
        List<Declaration> own = node.declarations().stream()
                .filter(each -> !(each instanceof Declaration.ImportDecl))
                .toList();
        if (own.size() == node.declarations().size()) {
            return node;
        }
        Map<String, Declaration> imported = new LinkedHashMap<>();
        for (Declaration each : node.declarations()) {
            if (each instanceof Declaration.ImportDecl wanted) {
                take(node, own, wanted, way, imported);
            }
        }
        List<Declaration> all = new ArrayList<>(imported.values());
        all.addAll(own);
        return new SpecNode(node.span(), node.doc(), node.name(), node.bindings(), all);
    }

    private void take(
            SpecNode node,
            List<Declaration> own,
            Declaration.ImportDecl wanted,
            List<String> way,
            Map<String, Declaration> imported) {
        String name = wanted.origin().text();
        if (way.contains(name)) {
            String round = String.join(" imports ", way) + " imports " + name;
            report(Diagnostic.of(DiagnosticKind.IMPORT_CYCLE, wanted.origin().span(), round));
            return;
        }
        Optional<SpecNode> found = specs.apply(node.span().file(), name);
        if (found.isEmpty()) {
            report(Diagnostic.of(DiagnosticKind.UNKNOWN_SPEC, wanted.origin().span(), name)
                    .help("it is looked for beside this file, and in the jars that this one is compiled with"));
            return;
        }
        List<String> further = new ArrayList<>(way);
        further.add(name);
        SpecNode origin = resolve(found.get(), further);
        if (order(node) != order(origin) || !bits(node).equals(bits(origin))) {
            report(Diagnostic.of(DiagnosticKind.IMPORT_ORDER, wanted.origin().span(), name)
                    .note(origin.span(), "it is declared here")
                    .help("give both files the same byteorder and bitorder"));
            return;
        }
        Map<String, Declaration> known = named(origin.declarations());
        Deque<String> open = new ArrayDeque<>();
        if (wanted.names().isEmpty()) {
            own.forEach(each -> open.addAll(words(each)));
        }
        for (Name each : wanted.names()) {
            if (known.containsKey(each.text())) {
                open.add(each.text());
            } else {
                report(Diagnostic.of(DiagnosticKind.UNKNOWN_IMPORT, each.span(), name, each.text())
                        .help(Suggestions.didYouMean(each.text(), known.keySet())));
            }
        }
        Set<String> mine = wanted.names().isEmpty() ? named(own).keySet() : Set.of();
        Set<String> reached = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String next = open.remove();
            if (known.containsKey(next) && !mine.contains(next) && reached.add(next)) {
                open.addAll(words(known.get(next)));
            }
        }
        // In the order of their file, as constants and enums use those before them.
        known.forEach((each, declaration) -> {
            if (reached.contains(each)) {
                imported.putIfAbsent(each, declaration);
                nameOf(declaration).ifPresent(taken -> used.add(taken.span()));
            }
        });
    }

    /** What can be imported, by name. */
    private static Map<String, Declaration> named(List<Declaration> declarations) {
        Map<String, Declaration> named = new LinkedHashMap<>();
        for (Declaration each : declarations) {
            nameOf(each).ifPresent(name -> named.putIfAbsent(name.text(), each));
        }
        return named;
    }

    private static Optional<Name> nameOf(Declaration declaration) {
        if (declaration instanceof Declaration.ConstDecl d) {
            return Optional.of(d.name());
        } else if (declaration instanceof Declaration.EnumDecl d) {
            return Optional.of(d.name());
        } else if (declaration instanceof Declaration.TokenDecl d) {
            return Optional.of(d.name());
        } else if (declaration instanceof Declaration.MessageDecl d) {
            return Optional.of(d.name());
        } else if (declaration instanceof Declaration.FunctionDecl d) {
            return Optional.of(d.name());
        } else if (declaration instanceof Declaration.ExternDecl d) {
            return Optional.of(d.name());
        }
        return Optional.empty();
    }

    /** All words of a declaration, of which some are names: more may be imported than is used, never less. */
    private static Set<String> words(Declaration declaration) {
        Set<String> words = new TreeSet<>();
        Matcher matcher = WORD.matcher(declaration.span().text());
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static Declaration.Endian order(SpecNode node) {
        return node.declarations().stream()
                .filter(Declaration.ByteOrderDecl.class::isInstance)
                .map(each -> ((Declaration.ByteOrderDecl) each).endian())
                .findFirst()
                .orElse(Declaration.Endian.BIG);
    }

    private static String bits(SpecNode node) {
        return node.declarations().stream()
                .filter(Declaration.BitOrderDecl.class::isInstance)
                .map(each -> ((Declaration.BitOrderDecl) each).order().text())
                .findFirst()
                .orElse("msb");
    }
}
