package org.protospec.generator.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.protospec.generator.ast.Name;
import org.protospec.generator.ast.ResyncPlace;
import org.protospec.generator.ast.TypeNode;
import org.protospec.generator.diagnostic.Diagnostic;
import org.protospec.generator.diagnostic.DiagnosticKind;
import org.protospec.generator.diagnostic.Diagnostics;
import org.protospec.generator.diagnostic.Suggestions;
import org.protospec.generator.model.EnumDef;
import org.protospec.generator.model.EventDef;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.ExternDef;
import org.protospec.generator.model.FieldType.AddressKind;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.model.Type;
import org.protospec.generator.source.Span;

/** What the names of one spec stand for, as far as it is known, and where mistakes are told. */
final class Symbols {

    final TokenTable tokens = new TokenTable();
    final Map<String, EnumDef> enums = new LinkedHashMap<>();
    final Map<String, EventDef> events = new LinkedHashMap<>();
    /** What happens to the machine, if that is declared. */
    final List<MachineDef.Input> inputs = new ArrayList<>();

    final Map<String, Integer> messageIds = new LinkedHashMap<>();
    final List<MessageDraft> messages = new ArrayList<>();
    final Map<String, Expr> constants = new LinkedHashMap<>();
    final Map<String, ExternDef> externs = new LinkedHashMap<>();

    /** The names of functions and of what is left to Java, which are known before the types are. */
    final Set<String> announcedFunctions = new LinkedHashSet<>();

    /** The names of actions that the machine writes down once. */
    final Set<String> actions = new LinkedHashSet<>();

    private final Diagnostics diagnostics;

    Symbols(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void report(Diagnostic diagnostic) {
        diagnostics.report(diagnostic);
    }

    void report(DiagnosticKind kind, Span span, Object... arguments) {
        diagnostics.report(kind, span, arguments);
    }

    /** How many errors were reported so far. */
    int mistakes() {
        return diagnostics.errors();
    }

    /** Reports a name that stands for nothing, with the nearest of those that do. */
    void unknown(DiagnosticKind kind, Name name, Collection<String> known, Object... arguments) {
        report(Diagnostic.of(kind, name.span(), arguments).help(Suggestions.didYouMean(name.text(), known)));
    }

    /** Reports {@code name} if it is in {@code declared} already; whether it was new. */
    boolean declare(Name name, Map<String, Span> declared) {
        Span first = declared.putIfAbsent(name.text(), name.span());
        if (first != null) {
            report(Diagnostic.of(DiagnosticKind.DECLARED_TWICE, name.span(), name.text())
                    .note(first, "the first one is here"));
        }
        return first == null;
    }

    Optional<EnumDef> enumById(int id) {
        return enums.values().stream().filter(e -> e.id() == id).findFirst();
    }

    /** The names of functions, or of filters, that are written in Java. */
    List<String> externNames(ExternDef.Form form) {
        return externs.values().stream()
                .filter(each -> each.form() == form)
                .map(ExternDef::name)
                .toList();
    }

    /** The function, or the filter, of that name that is written in Java. */
    Optional<ExternDef> extern(Name name, ExternDef.Form form) {
        return Optional.ofNullable(externs.get(name.text())).filter(each -> each.form() == form);
    }

    MessageDraft message(int id) {
        return messages.get(id);
    }

    Set<String> typeNames() {
        Set<String> names = new LinkedHashSet<>();
        tokens.names().forEach(names::add);
        names.addAll(messageIds.keySet());
        names.addAll(enums.keySet());
        names.addAll(List.of("flag", "ipv4", "ipv6", "mac", "f32", "f64", "u8", "u16", "u32", "u64"));
        return names;
    }

    /** The order of bits that a word stands for; another word is reported. */
    BitOrder bitOrder(Name word) {
        if (!word.text().equals("msb") && !word.text().equals("lsb")) {
            report(DiagnosticKind.UNKNOWN_WORD, word.span(), "a bit order", "\"msb\" and \"lsb\"", word.text());
        }
        return word.text().equals("lsb") ? BitOrder.LSB : BitOrder.MSB;
    }

    /** A type in the words of messages to the author. */
    String describe(Type type) {
        if (type instanceof Type.IntType t) {
            return t.min().equals(t.max()) ? t.min().toString() : "an integer of " + Types.range(t);
        } else if (type instanceof Type.FlagType) {
            return "a flag";
        } else if (type instanceof Type.TextType) {
            return "a text";
        } else if (type instanceof Type.FloatType t) {
            return "a number of type f" + t.bits();
        } else if (type instanceof Type.AddressType t) {
            return t.kind() == AddressKind.MAC
                    ? "a mac address"
                    : "an address of " + t.kind().bytes() + " bytes";
        } else if (type instanceof Type.EnumType t) {
            return "a value of enum \""
                    + enumById(t.enumId()).map(EnumDef::name).orElse("") + "\"";
        } else if (type instanceof Type.MessageType t) {
            return "a message \"" + message(t.message()).name + "\"";
        } else if (type instanceof Type.ListType) {
            return "a list";
        } else if (type instanceof Type.QueueType) {
            return "a queue";
        } else if (type instanceof Type.OptionalType t) {
            return describe(t.element()) + ", or nothing";
        } else if (type instanceof Type.StreamedType) {
            return "a stream, of which nothing is kept";
        } else if (type instanceof Type.ParseErrorType) {
            return "a parse error";
        } else if (type instanceof Type.GapType) {
            return "a gap";
        } else if (type instanceof Type.DecodeErrorType) {
            return "content that cannot be decoded";
        } else if (type instanceof Type.InputType) {
            return "an event";
        }
        return type instanceof Type.NoneType ? "nothing" : "unknown";
    }

    /** Where reading goes on behind what does not fit; empty if there is no such delimiter. */
    Optional<Resync> resync(Span span, ResyncPlace place) {
        OptionalInt token = delimiter(place.delimiter());
        Resync.Place side = place.side() == ResyncPlace.Side.AFTER ? Resync.Place.AFTER : Resync.Place.BEFORE;
        return token.isPresent() ? Optional.of(new Resync(span, side, token.getAsInt())) : Optional.empty();
    }

    /** The token that a delimiter is; empty if there is none of that name. */
    OptionalInt delimiter(TypeNode.DelimiterNode node) {
        if (node instanceof TypeNode.PatternDelimiter d) {
            return OptionalInt.of(tokens.inPlace(d.pattern()).id());
        }
        Name name = ((TypeNode.NamedDelimiter) node).name();
        Optional<TokenDef> token = tokens.named(name.text());
        if (token.isEmpty()) {
            List<String> names = new ArrayList<>();
            tokens.names().forEach(names::add);
            unknown(DiagnosticKind.UNKNOWN_TOKEN, name, names, name.text());
            return OptionalInt.empty();
        }
        return OptionalInt.of(token.get().id());
    }
}
