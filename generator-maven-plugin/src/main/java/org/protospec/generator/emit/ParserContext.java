package org.protospec.generator.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.protospec.generator.ir.MessageIr;
import org.protospec.generator.ir.Step;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;

/** What the emitters of one parser share, and what they collect for its class. */
final class ParserContext {
    final Spec spec;
    final SpecNames names;
    final JavaTypes types;
    final MessageIr ir;
    final MessageDef def;
    final Streams streams;
    final Names members = Names.members();
    final List<FieldSpec> fields = new ArrayList<>();
    final List<MethodSpec> methods = new ArrayList<>();
    /** What the constructor does behind all else. */
    final CodeBlock.Builder construct = CodeBlock.builder();

    final CodeBlock.Builder rewind = CodeBlock.builder();
    final CodeBlock.Builder abandon = CodeBlock.builder();
    final CodeBlock.Builder gap = CodeBlock.builder();
    final List<CodeBlock> answers = new ArrayList<>();
    final List<String> params = new ArrayList<>();
    final List<String> captures = new ArrayList<>();
    final List<NestedParser> nestedParsers = new ArrayList<>();
    /** The parsers of parts, by the number of the field. */
    final Map<Integer, String> parsers = new HashMap<>();

    /** Whether reading goes on behind parts that do not fit. */
    final boolean recovers;

    final WholeTokens wholeTokens;
    final WholeMessages wholeMessages;
    final TextConstants texts;
    final TextPlaces places = new TextPlaces();

    /**
     * A parser that reads a part of the message.
     *
     * @param lazy it is made when it is first needed
     * @param own what it hands on is a content that begins here
     */
    record NestedParser(String name, int message, boolean lazy, boolean own) {}

    ParserContext(
            Spec spec,
            SpecNames names,
            MessageIr ir,
            Streams streams,
            WholeTokens wholeTokens,
            WholeMessages wholeMessages) {
        this.spec = spec;
        this.names = names;
        this.types = new JavaTypes(names);
        this.ir = ir;
        this.def = ir.def();
        this.recovers = ir.steps().stream().anyMatch(Step.TakeUp.class::isInstance);
        this.streams = streams;
        this.wholeTokens = wholeTokens;
        this.wholeMessages = wholeMessages;
        List.of(
                        "step",
                        "from",
                        "to",
                        "message",
                        "in",
                        "resume",
                        "label",
                        "expected",
                        "answered",
                        "gap",
                        "missing",
                        "scratch",
                        "start",
                        "trace",
                        "error",
                        "events",
                        "owner",
                        "joined",
                        "more",
                        "arguments",
                        "count",
                        "number",
                        "size",
                        "subject",
                        "whole",
                        "part",
                        "element",
                        "bytes",
                        "p",
                        "limit",
                        "end",
                        "optional",
                        "next",
                        "at",
                        "parser",
                        "it",
                        "field",
                        "places",
                        "before")
                .forEach(members::member);
        if (callsJava()) {
            members.member("externs");
        }
        this.texts = new TextConstants(members);
    }

    /** Whether the message, or one in it, is read with the help of what is written in Java. */
    boolean callsJava() {
        return streams.callsJava(def.id());
    }
}
