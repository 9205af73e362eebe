package org.protospec.generator.ir;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Resync;
import org.protospec.generator.source.Span;

/** One thing that a parser does; its place in {@link MessageIr#steps()} is the number under which it goes on. */
public sealed interface Step {
    /** What people are told of the step. */
    Info info();

    /**
     * What people are told of a step.
     *
     * @param line line of the spec, from 1
     * @param label name of the field, or empty
     * @param expected what is expected there, in the spec's words
     */
    record Info(int line, String label, String expected) {
        /** What is written on several lines is told on one. */
        public Info {
            expected = expected.replaceAll("\\s*\\R\\s*", " ");
        }

        /** What people are told of the step for what stands at {@code span}. */
        static Info of(Span span, String label, String expected) {
            return new Info(span.line(), label, expected);
        }
    }

    /** Takes a run of fields of fixed size, as {@link MessageIr#runs} says. */
    record ReadRun(Info info, int run) implements Step {}

    /** Takes a token; if it may be absent, goes to {@code absent} without it. */
    record ReadToken(Info info, Field field, int token, int max, Optional<Label> absent) implements Step {}

    /** Keeps the named groups of the token that was just taken; a let for each, in their order. */
    record KeepGroups(Info info, Field field, int token, List<MessageDef.Let> lets) implements Step {}

    /** Looks whether a token is next, and goes to {@code absent} if not. */
    record LookAhead(Info info, int token, Label absent) implements Step {}

    /**
     * Looks whether a constant is next, and goes to {@code absent} if not.
     *
     * @param value its bytes as one number, the first byte in the highest place
     */
    record LookAheadConstant(Info info, long value, int octets, Label absent) implements Step {}

    /**
     * Looks which of several things is next, and goes there.
     *
     * @param decision index in {@link MessageIr#decisions}
     * @param otherwise where to go if none is; absent where that is an error
     */
    record Decide(Info info, int decision, List<Label> targets, Optional<Label> otherwise) implements Step {}

    /** Takes a computed number of bytes. */
    record ReadBytes(Info info, Field field, Expr count, int max) implements Step {}

    /** Takes the bytes to the end. */
    record ReadRest(Info info, Field field, int max) implements Step {}

    /** Takes the bytes before a delimiter, streamed or not. */
    record ReadUntil(Info info, Field field, Until until, int max) implements Step {}

    /** Hands on a computed number of bytes, or all to the end. */
    record StreamBytes(Info info, Field field, Optional<Expr> count) implements Step {}

    /** Passes over a computed number of bytes, all of which stay part of the message if {@code held}. */
    record Skip(Info info, Expr count, boolean held) implements Step {}

    /** Passes over the bytes up to a multiple of {@code bytes}. */
    record Align(Info info, int bytes) implements Step {}

    /** Reads a nested message. */
    record ReadMessage(Info info, Field field, int message, List<Expr> arguments) implements Step {}

    /**
     * Reads an array of messages.
     *
     * @param decision index in {@link MessageIr#decisions} of what tells whether another one follows, if that does
     * @param recovered what is done with elements that do not fit, if the array goes on behind them
     */
    record ReadMessages(
            Info info,
            Field field,
            int message,
            List<Expr> arguments,
            int max,
            OptionalInt decision,
            Optional<Element> recovered)
            implements Step {}

    /** An element of an array that may not fit: which of the message's attempts, and where it is left behind. */
    record Element(int attempt, Label otherwise) {}

    /**
     * Reads a message, or an array of them, of which nothing is kept but what is handed on of each as one content.
     *
     * @param decision as above
     */
    record ReadParts(Info info, Field field, int message, List<Expr> arguments, OptionalInt decision) implements Step {}

    /** Reads an array of tokens; {@code decision} and {@code recovered} as above. */
    record ReadTokens(Info info, Field field, int token, int max, OptionalInt decision, Optional<Element> recovered)
            implements Step {}

    /** Reads an array of elements of a fixed number of bytes. */
    record ReadNumbers(Info info, Field field, int size, int max) implements Step {}

    /** Checks a field that has to have a given value. */
    record CheckConstant(Info info, Field field, Expr value) implements Step {}

    /** Checks a condition; {@code it} is the field's value. */
    record Check(Info info, Optional<Field> field, Expr condition, Optional<Expr> text) implements Step {}

    /** Computes a value. */
    record Compute(Info info, MessageDef.Let let) implements Step {}

    /** Computes a field's value of what was read, by a function that is written in Java. */
    record Convert(Info info, Field field, MessageDef.Let let) implements Step {}

    /** Goes on if a condition holds, or else elsewhere. */
    record Branch(Info info, Expr condition, Label otherwise) implements Step {}

    /** Goes elsewhere. */
    record Jump(Info info, Label target) implements Step {}

    /**
     * Goes to the case that has the value.
     *
     * @param otherwise where to go if there is none; absent where that is an error
     * @param end behind the last case
     */
    record Choose(Info info, Expr subject, List<Case> cases, Optional<Label> otherwise, Label end) implements Step {}

    /** A case of {@link Choose}. */
    record Case(List<Expr> labels, Label target) {}

    /**
     * Begins what may turn out not to fit; then what it read is taken back, and reading goes on at {@code otherwise}.
     *
     * @param attempt which attempt of the message
     * @param max most bytes that may be taken back
     * @param items what it reads
     */
    record Attempt(Info info, int attempt, int max, List<Item> items, Label otherwise) implements Step {}

    /**
     * Begins what may not fit; then reading goes on at {@code otherwise}, where a {@link TakeUp} finds the place.
     *
     * @param items what it reads
     */
    record Recover(Info info, int attempt, List<Item> items, Label otherwise) implements Step {}

    /**
     * Lets go of bytes up to the place where reading goes on.
     *
     * @param lost what did not fit
     * @param held whether the bytes stay, as something may read them again
     */
    record TakeUp(Info info, int attempt, Resync resync, Lost lost, boolean held) implements Step {}

    /** What did not fit. */
    enum Lost {
        PART,
        ELEMENT
    }

    /** What was begun did fit. */
    record Settle(Info info) implements Step {}

    /** The first of several ways to read the same bytes begins, of which union of the message. */
    record OpenUnion(Info info, int union) implements Step {}

    /** The next of several ways to read the same bytes begins. */
    record NextMember(Info info, int union) implements Step {}

    /** Goes on behind the way that took most. */
    record CloseUnion(Info info, int union) implements Step {}

    /** Goes to a place elsewhere, counted from an origin, with which detour of the message. */
    record GoTo(Info info, int detour, int origin, Expr place) implements Step {}

    /** Goes back from there. */
    record ComeBack(Info info, int detour) implements Step {}

    /** Places elsewhere count from here, for the origin of a number. */
    record OpenOrigin(Info info, int number) implements Step {}

    /** Places elsewhere count from where they counted before. */
    record CloseOrigin(Info info, int number) implements Step {}

    /** Ends what can be read after a computed number of bytes. */
    record OpenWindow(Info info, int window, Expr size) implements Step {}

    /** Checks that a window was consumed, and goes back to the outer one. */
    record CloseWindow(Info info, int window) implements Step {}

    /**
     * How the end of a field is found.
     *
     * @param tokens the delimiters
     * @param atLineStart whether they count only at the start of a line
     * @param orEnd whether the end will do
     * @param answered a further one that counts when the other direction answers it
     */
    record Until(
            List<Integer> tokens,
            org.protospec.generator.model.BytesEnd.Keep keep,
            boolean atLineStart,
            boolean orEnd,
            Optional<Integer> answered) {}
}
