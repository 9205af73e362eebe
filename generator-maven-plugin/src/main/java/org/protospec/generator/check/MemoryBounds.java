package org.protospec.generator.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Conversion;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.MachineDef;
import org.protospec.generator.model.MachineDef.Expectation;
import org.protospec.generator.model.MessageDef;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;

/**
 * The most bytes of a protocol's traffic that its messages and flows hold at a time.
 *
 * <p>Counted are bytes of the stream that must be kept until a message was read whole, bytes that wait for a state to take
 * them, and what variables remember; not the objects around them. What a machine reads at a time is bounded by the runtime, by datagrams, and by
 * windows, too. Bytes that are handed on as they come are not held, but
 * for a delimiter's.
 */
public final class MemoryBounds {

    /** A sum that is no bound in earnest. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    private static final int NUMBER_BYTES = 8;

    private final Spec spec;
    private final TokenAutomata tokens;
    private long[] messages;
    private long vars;
    private long flow;

    private MemoryBounds(Spec spec, TokenAutomata tokens) {
        this.spec = spec;
        this.tokens = tokens;
        this.messages = new long[spec.messages().size()];
    }

    /** The bounds of all messages and of a flow; the spec is one without errors. */
    public static MemoryBounds of(Spec spec) {
        MemoryBounds bounds = new MemoryBounds(spec, TokenAutomata.of(spec));
        Containment containment = Containment.of(spec);
        long[] around = spec.machine().isPresent() ? Surroundings.of(spec) : unbounded(spec);
        // Each round goes one message deeper into those that are made of others.
        for (int depth = 0; depth < bounds.messages.length; depth++) {
            bounds.messages = spec.messages().stream()
                    .mapToLong(message -> Math.min(
                            around[message.id()],
                            containment.isRecursive(message.id()) || readsElsewhere(message)
                                    ? Bounds.MESSAGE_BYTES
                                    : bounds.items(message.items())))
                    .toArray();
        }
        if (!Bounds.isStream(spec)) {
            for (int i = 0; i < bounds.messages.length; i++) {
                bounds.messages[i] = Math.min(bounds.messages[i], Bounds.DATAGRAM_BYTES);
            }
        }
        bounds.vars = spec.machine().map(bounds::variables).orElse(0L);
        bounds.flow = spec.machine().map(bounds::flow).orElseGet(bounds::largest);
        return bounds;
    }

    private static long[] unbounded(Spec spec) {
        long[] bounds = new long[spec.messages().size()];
        Arrays.fill(bounds, UNBOUNDED);
        return bounds;
    }

    /** The most bytes that the message of this id holds while it is read, {@link #UNBOUNDED} beyond a {@code long}. */
    public long messageBytes(int message) {
        return messages[message];
    }

    /** The most bytes that the variables of a flow remember. */
    public long variableBytes() {
        return vars;
    }

    /** The most bytes that a flow holds, both directions and its variables together. */
    public long flowBytes() {
        return flow;
    }

    /** One sentence for people, such as {@code a flow of smtp holds at most 2,162,688 bytes}. */
    public String text() {
        return "a flow of " + spec.name() + " holds at most " + number(flow);
    }

    /** What each declared message holds, in written order: {@code message Reply: 4,105 bytes}; then the variables. */
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        for (MessageDef message : spec.messages()) {
            if (message.parent().isEmpty()) {
                lines.add("message " + message.name() + ": " + number(messages[message.id()]));
            }
        }
        if (vars > 0) {
            lines.add("variables: " + number(vars));
        }
        return lines;
    }

    /**
     * The fields that are bounded by a default because nothing else bounds them, in written order, as
     * {@code Command.text: 65,536 bytes}: those that an author may want to give a {@code max}.
     */
    public List<String> defaults() {
        List<String> lines = new ArrayList<>();
        for (MessageDef message : spec.messages()) {
            for (Field field : Walk.fields(message)) {
                String place = message.name() + "."
                        + field.label().orElse("(line " + field.span().line() + ")") + ": ";
                if (Bounds.hasDefaultBytes(spec, tokens, field)) {
                    lines.add(place + number(Bounds.BYTES));
                } else if (Bounds.hasDefaultElements(field)) {
                    lines.add(place + String.format(Locale.ROOT, "%,d elements", Bounds.limit(spec, field)));
                }
            }
        }
        return lines;
    }

    /** What is read elsewhere may lie behind everything that the message reads in order. */
    private static boolean readsElsewhere(MessageDef message) {
        return Walk.items(message.items()).stream().anyMatch(Item.AtItem.class::isInstance);
    }

    private static String number(long bytes) {
        return bytes == UNBOUNDED
                ? "2^63 bytes"
                : String.format(Locale.ROOT, bytes == 1 ? "%,d byte" : "%,d bytes", bytes);
    }

    private long flow(MachineDef machine) {
        long most = 0;
        for (MachineDef.State state : machine.states()) {
            most = Math.max(most, plus(waiting(state.up()), waiting(state.down())));
        }
        return plus(most, vars);
    }

    private long largest() {
        long most = 0;
        for (long message : messages) {
            most = Math.max(most, message);
        }
        return most;
    }

    private long waiting(Expectation expectation) {
        if (expectation instanceof Expectation.Expects expects) {
            return messages[expects.message()];
        }
        return expectation instanceof Expectation.Defer ? Bounds.DEFERRED_BYTES : 0;
    }

    private long variables(MachineDef machine) {
        long sum = 0;
        for (MachineDef.Var variable : machine.vars()) {
            Type type = variable.type().present();
            if (type instanceof Type.QueueType queue) {
                sum = plus(sum, times(variable.max().orElse(Bounds.QUEUED), messages[queue.message()]));
            } else if (type instanceof Type.ListType list) {
                sum = plus(
                        sum,
                        times(variable.max().orElse(Bounds.ELEMENTS), value(list.element(), Bounds.VARIABLE_BYTES)));
            } else {
                sum = plus(sum, value(type, variable.max().orElse(Bounds.VARIABLE_BYTES)));
            }
        }
        return sum;
    }

    private long value(Type type, long textBytes) {
        if (type.present() instanceof Type.MessageType message) {
            return messages[message.message()];
        }
        return type.present() instanceof Type.TextType ? textBytes : NUMBER_BYTES;
    }

    private long items(List<Item> items) {
        long bits = 0;
        long bytes = 0;
        for (Item item : items) {
            if (item instanceof Item.FieldItem field) {
                long width = bits(field.field().encoding());
                bits += width;
                bytes = width > 0 ? bytes : plus(bytes, bytes(field.field()));
            } else if (item instanceof Item.IfItem branch) {
                bytes = plus(bytes, Math.max(items(branch.then()), items(branch.otherwise())));
            } else if (item instanceof Item.OptionalItem optional) {
                bytes = plus(bytes, items(optional.items()));
            } else if (item instanceof Item.ResyncItem part) {
                bytes = plus(plus(bytes, items(part.items())), searched());
            } else if (item instanceof Item.SwitchItem choice) {
                bytes = plus(
                        bytes,
                        Stream.concat(choice.cases().stream().map(Item.Case::items), choice.otherwise().stream())
                                .mapToLong(this::items)
                                .max()
                                .orElse(0));
            } else if (item instanceof Item.ChoiceItem
                    || item instanceof Item.TryItem
                    || item instanceof Item.UnionItem) {
                bytes = plus(
                        bytes,
                        Walk.branches(item).stream()
                                .mapToLong(this::items)
                                .max()
                                .orElse(0));
            }
        }
        return plus(bytes, (bits + 7) / 8);
    }

    /** What is held of the bytes that are let go of up to a delimiter. */
    private long searched() {
        return Bounds.readsAgain(spec) ? Bounds.MESSAGE_BYTES : Bounds.SKIPPED_BYTES + Bounds.DELIMITER_BYTES;
    }

    /** The width of a type that may share its bytes with its neighbours, 0 of others. */
    private long bits(FieldType type) {
        if (type instanceof FieldType.IntField number) {
            return number.bits();
        } else if (type instanceof FieldType.EnumField named) {
            return spec.enums().get(named.enumId()).bits();
        }
        return type instanceof FieldType.FlagField ? 1 : 0;
    }

    private long bytes(Field field) {
        long inner = plus(bytes(field, field.encoding()), field.resync().isPresent() ? searched() : 0);
        return field.size().map(size -> Bounds.least(size, inner)).orElse(inner);
    }

    private long bytes(Field field, FieldType type) {
        if (type instanceof FieldType.FloatField number) {
            return number.bits() / 8;
        } else if (type instanceof FieldType.AddressField address) {
            return address.kind().bytes();
        } else if (type instanceof FieldType.TokenField token) {
            return Bounds.tokenBytes(spec, tokens, field, token.token());
        } else if (type instanceof FieldType.BytesField plain) {
            return plain(field, plain);
        } else if (type instanceof FieldType.MessageField message) {
            return messages[message.message()];
        } else if (type instanceof FieldType.ArrayField array) {
            long width = bits(array.element());
            // Of a content of several pieces one is held at a time.
            long count = field.parts().isPresent() ? 1 : Bounds.elements(spec, field, array.end());
            return width > 0 ? plus(times(count, width), 7) / 8 : times(count, bytes(field, array.element()));
        } else if (type instanceof FieldType.SkipField skip) {
            return Bounds.least(skip.count(), Bounds.SKIPPED_BYTES);
        } else if (type instanceof FieldType.AlignField align) {
            return align.bytes() - 1;
        }
        return 0;
    }

    private long plain(Field field, FieldType.BytesField bytes) {
        long delimiter = bytes.end() instanceof BytesEnd.Until ? Bounds.DELIMITER_BYTES : 0;
        if (bytes.end() instanceof BytesEnd.Until until) {
            delimiter = Math.min(
                    delimiter,
                    until.tokens().stream()
                            .mapToLong(token -> Bounds.tokenBytes(spec, tokens, field, token))
                            .max()
                            .orElse(0));
        }
        if (bytes.stream().isPresent()) {
            return delimiter;
        }
        long read = bytes.end() instanceof BytesEnd.Count count
                ? Bounds.countedBytes(spec, field, count.count())
                : plus(field.max().orElse(Bounds.BYTES), delimiter);
        long made = bytes.filters().isEmpty() ? read : field.max().orElse(Bounds.BYTES);
        long filtered = bytes.filters().isEmpty() ? read : plus(read, made);
        return field.conversion().orElse(null) instanceof Conversion.ToText
                ? plus(filtered, times(Conversion.Charset.MOST_BYTES, made))
                : filtered;
    }

    private static long plus(long a, long b) {
        return a > UNBOUNDED - b ? UNBOUNDED : a + b;
    }

    private static long times(long a, long b) {
        return b != 0 && a > UNBOUNDED / b ? UNBOUNDED : a * b;
    }
}
