package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import org.protospec.generator.check.Containment;
import org.protospec.generator.check.Walk;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.runtime.parse.Base64Decoding;
import org.protospec.runtime.parse.CharsetDecoding;
import org.protospec.runtime.parse.CountedReader;
import org.protospec.runtime.parse.DotUnstuffing;
import org.protospec.runtime.parse.ExternFilter;
import org.protospec.runtime.parse.FilterChain;
import org.protospec.runtime.parse.Inflating;
import org.protospec.runtime.parse.QuotedPrintableDecoding;
import org.protospec.runtime.parse.UntilReader;

/** What a spec's messages have to do with streams: which have any, and the readers that find where content ends. */
final class Streams {
    private final List<MessageIr> messages;
    private final SpecNames names;
    private final Delimiters delimiters;
    private final Containment containment;
    private final BitSet parts;
    private final boolean[] streaming;
    private final boolean[] lettingGo;
    private final boolean[] recovering;
    private final boolean[] calling;

    Streams(Containment containment, BitSet parts, List<MessageIr> messages, SpecNames names, Delimiters delimiters) {
        this.messages = messages;
        this.names = names;
        this.delimiters = delimiters;
        this.containment = containment;
        this.parts = parts;
        this.streaming = anyStepIn(Streams::streams);
        this.lettingGo = anyStepIn(Streams::letsGo);
        this.recovering = anyStepIn((message, step) -> step instanceof Step.TakeUp);
        this.calling = anyIn(Streams::callsJava);
    }

    /** The message with an id. */
    MessageIr message(int id) {
        return messages.get(id);
    }

    /** What the messages contain. */
    Containment containment() {
        return containment;
    }

    /** Whether a message, or one nested in it, hands on a stream. */
    boolean in(int id) {
        return streaming[id];
    }

    /** Whether a message, or one nested in it, hands on a part of the content of a field around it. */
    boolean hasParts(int id) {
        return parts.get(id);
    }

    /** Whether a message, or one nested in it, lets go of bytes as they come, be it to nobody. */
    boolean letsGo(int id) {
        return lettingGo[id];
    }

    /** Whether reading goes on in a message, or in one nested in it, behind parts that do not fit. */
    boolean recovers(int id) {
        return recovering[id];
    }

    /** Whether a message, or one nested in it, is read with the help of what is written in Java. */
    boolean callsJava(int id) {
        return calling[id];
    }

    /** What the constructor of a message's parser is given. */
    CodeBlock given(int id) {
        List<CodeBlock> given = new ArrayList<>();
        if (in(id)) {
            given.add(CodeBlock.of("events"));
        }
        if (callsJava(id)) {
            given.add(CodeBlock.of("externs"));
        }
        return CodeBlock.join(given, ", ");
    }

    /** Whether that is true of what the message itself says. */
    boolean callsJavaItself(int id) {
        return callsJava(messages.get(id));
    }

    private static boolean callsJava(MessageIr message) {
        boolean[] calls = {message.def().fields().stream().anyMatch(Streams::callsJava)};
        Walk.expressions(message.def(), part -> calls[0] |= part instanceof Expr.ExternCall);
        return calls[0];
    }

    private static boolean callsJava(Field field) {
        return field.conversion().orElse(null) instanceof Conversion.Call
                || field.filters().stream().anyMatch(each -> each.decoder() instanceof FieldType.Decoder.Extern);
    }

    private boolean[] anyIn(Predicate<MessageIr> kind) {
        boolean[] any = new boolean[messages.size()];
        for (int id = 0; id < any.length; id++) {
            int outer = id;
            any[id] = messages.stream()
                    .filter(each -> each.def().id() == outer
                            || containment.contains(outer, each.def().id()))
                    .anyMatch(kind);
        }
        return any;
    }

    private boolean[] anyStepIn(BiPredicate<MessageIr, Step> kind) {
        return anyIn(each -> each.steps().stream().anyMatch(step -> kind.test(each, step)));
    }

    private static boolean streams(MessageIr message, Step step) {
        return step instanceof Step.StreamBytes
                || step instanceof Step.ReadParts
                || step instanceof Step.ReadUntil until && Storage.of(message, until.field()) == Storage.CONTENT;
    }

    private static boolean letsGo(MessageIr message, Step step) {
        return streams(message, step) || step instanceof Step.Skip skip && !skip.held();
    }

    /** A field that holds the reader of content up to a delimiter. */
    FieldSpec untilReader(String name, Step.Until until) {
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(edge(until.tokens(), until.atLineStart() ? "\r\n" : ""));
        String keep = switch (until.keep()) {
            case DROP -> "NOTHING";
            case INCLUDE -> "DELIMITER";
            case LEAVE -> "UNREAD";
        };
        arguments.add(CodeBlock.of("$T.Keep.$L", UntilReader.class, keep));
        until.answered().ifPresent(token -> arguments.add(edge(List.of(token), until.atLineStart() ? "\n" : "")));
        return FieldSpec.builder(UntilReader.class, name, Modifier.PRIVATE, Modifier.FINAL)
                .initializer(
                        "new $T($L)$L",
                        UntilReader.class,
                        CodeBlock.join(arguments, ", "),
                        until.orEnd() ? ".orEnd()" : "")
                .build();
    }

    private CodeBlock edge(List<Integer> tokens, String lead) {
        CodeBlock alone = delimiter(tokens, "");
        return lead.isEmpty()
                ? CodeBlock.of("new $T.Edge($L, 0, null)", UntilReader.class, alone)
                : CodeBlock.of(
                        "new $T.Edge($L, $L, $L)", UntilReader.class, delimiter(tokens, lead), lead.length(), alone);
    }

    /** A delimiter by itself. */
    CodeBlock delimiter(int token) {
        return delimiter(List.of(token), "");
    }

    /** The same of the first of several. */
    CodeBlock delimiter(List<Integer> tokens) {
        return delimiter(tokens, "");
    }

    private CodeBlock delimiter(List<Integer> tokens, String lead) {
        return CodeBlock.of("$T.$L", names.tokens(), delimiters.constant(tokens, lead));
    }

    /** A field that holds the reader of content of a given length. */
    FieldSpec countedReader(String name) {
        return FieldSpec.builder(CountedReader.class, name, Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T()", CountedReader.class)
                .build();
    }

    /** What decodes the content of a field. */
    CodeBlock filter(Field field, CodeBlock inflations) {
        List<CodeBlock> all = new ArrayList<>();
        field.filters().forEach(each -> all.add(filter(each.decoder(), inflations)));
        if (field.conversion().orElse(null) instanceof Conversion.ToText text) {
            all.add(CodeBlock.of(
                    "new $1T($1T.Charset.$2L)",
                    CharsetDecoding.class,
                    text.charset().name()));
        }
        boolean bounded = field.max().isPresent() && !field.filters().isEmpty();
        boolean conditional =
                field.filters().stream().anyMatch(each -> each.condition().isPresent());
        if (all.isEmpty()) {
            return CodeBlock.of("$T.NONE", org.protospec.runtime.parse.Filter.class);
        } else if (all.size() == 1 && !bounded && !conditional) {
            return all.get(0);
        }
        String most = bounded ? field.max().getAsLong() + "L" : "0";
        return CodeBlock.of("new $T($L, $L)", FilterChain.class, most, CodeBlock.join(all, ", "));
    }

    private CodeBlock filter(FieldType.Decoder decoder, CodeBlock inflations) {
        if (decoder instanceof FieldType.Decoder.Extern extern) {
            return CodeBlock.of(
                    "new $T($S, externs::$L)", ExternFilter.class, extern.name(), names.extern(extern.extern()));
        }
        FieldType.Filter filter = ((FieldType.Decoder.BuiltIn) decoder).filter();
        return switch (filter) {
            case DOT_UNSTUFF -> CodeBlock.of("new $T()", DotUnstuffing.class);
            case BASE64 -> CodeBlock.of("new $T()", Base64Decoding.class);
            case QUOTED_PRINTABLE -> CodeBlock.of("new $T()", QuotedPrintableDecoding.class);
            case GZIP, DEFLATE ->
                CodeBlock.of("new $1T($1T.Format.$2L, $3L)", Inflating.class, filter.name(), inflations);
        };
    }

    /** Whether some content is inflated as it comes. */
    boolean inflate() {
        return messages.stream()
                .flatMap(each -> each.def().fields().stream())
                .filter(each -> each.stream().isPresent())
                .flatMap(each -> each.filters().stream())
                .anyMatch(each -> each.decoder().inflates());
    }
}
