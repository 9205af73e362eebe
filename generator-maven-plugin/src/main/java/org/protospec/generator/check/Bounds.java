package org.protospec.generator.check;

import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.TokenDef;
import org.protospec.generator.model.Type;
import org.protospec.generator.regex.Dfa;

/**
 * The bounds of what a spec leaves open: the one place of the defaults. Whoever generates code asks here, so that it keeps
 * to what people are told.
 *
 * <table>
 * <caption>Bounds and their defaults</caption>
 * <tr><th>name</th><th>default</th><th>reason</th></tr>
 * <tr><td>{@link #BYTES}</td><td>65,536</td><td>more than any line or header in earnest; what is larger is streamed</td></tr>
 * <tr><td>{@link #ELEMENTS}</td><td>1,024</td><td>ten times the recipients that RFC 5321, section 4.5.3.1.8, asks for</td></tr>
 * <tr><td>{@link #COUNTED_ELEMENTS}</td><td>65,536</td><td>all that a count of 16 bits can say</td></tr>
 * <tr><td>{@link #VARIABLE_BYTES}</td><td>1,024</td><td>every flow holds its variables all the time</td></tr>
 * <tr><td>{@link #DATAGRAM_BYTES}</td><td>65,535</td><td>an IP packet has no more (RFC 791, section 3.1)</td></tr>
 * <tr><td>{@link #DEFERRED_BYTES}</td><td>262,144</td><td>the runtime's default for one direction</td></tr>
 * <tr><td>{@link #DELIMITER_BYTES}</td><td>256</td><td>held back while a delimiter is searched; MIME boundaries have 70 (RFC 2046)</td></tr>
 * <tr><td>{@link #ANSWERED_BYTES}</td><td>16</td><td>the same for a delimiter that waits for an answer</td></tr>
 * <tr><td>{@link #MESSAGE_BYTES}</td><td>4,194,304</td><td>the runtime's default for one message</td></tr>
 * <tr><td>{@link #DEPTH}</td><td>32</td><td>deeper than headers in earnest; every level may cost objects that are kept</td></tr>
 * <tr><td>{@link #SKIPPED_BYTES}</td><td>4,096</td><td>to let go of a few bytes in the middle costs more than to hold them</td></tr>
 * <tr><td>{@link #FIRST_BYTES}</td><td>1,024</td><td>the runtime's default: what a flow tells of itself by its first bytes</td></tr>
 * </table>
 */
public final class Bounds {

    /** Most messages of a queue whose variable does not say how many. */
    public static final long QUEUED = 64;

    /** Bytes of a field without {@code max} that is kept. */
    public static final int BYTES = 65_536;

    /** Elements of an array, or of a variable that is a list, without {@code max}, whose number is not known beforehand. */
    public static final int ELEMENTS = 1_024;

    /** Elements of an array without {@code max} whose number is read before it. */
    public static final int COUNTED_ELEMENTS = 65_536;

    /** Bytes of a text that a variable without {@code max} remembers, and of each text of a list. */
    public static final int VARIABLE_BYTES = 1_024;

    /** Bytes of a message that comes in one packet. */
    public static final int DATAGRAM_BYTES = 65_535;

    /** Bytes that wait in a direction that a state defers. */
    public static final int DEFERRED_BYTES = 262_144;

    /** Bytes of a delimiter. */
    public static final int DELIMITER_BYTES = 256;

    /** Bytes of a delimiter that only counts when the other direction answers. */
    public static final int ANSWERED_BYTES = 16;

    /** Bytes of a message that contains itself: the runtime's default for any message. */
    public static final int MESSAGE_BYTES = 4_194_304;

    /** Messages that lie within each other, where they contain themselves. */
    public static final int DEPTH = 32;

    /** Bytes that are skipped, and part of their message for that; more are let go of as they come, and not held. */
    public static final int SKIPPED_BYTES = 4_096;

    /** First bytes of a direction by which a flow is recognised. */
    public static final int FIRST_BYTES = 1_024;

    private Bounds() {}

    /** Whether bytes have to stay that would be let go of otherwise: something may read them again, or counts them. */
    public static boolean readsAgain(Spec spec) {
        AtomicBoolean counted = new AtomicBoolean();
        Walk.expressions(spec, expr -> {
            if (expr instanceof Expr.Position) {
                counted.set(true);
            }
        });
        return counted.get()
                || spec.messages().stream()
                        .flatMap(message -> Walk.items(message.items()).stream())
                        .anyMatch(item -> item instanceof Item.AtItem
                                || item instanceof Item.TryItem
                                || item instanceof Item.UnionItem);
    }

    /** Most bytes that a flow's first bytes are looked at to match a token; empty if nothing bounds them. */
    public static OptionalInt firstBytes(Spec.FirstBytes first, TokenDef token, Dfa shortestMatches) {
        long bound = Math.min(first.max().orElse(Long.MAX_VALUE), token.max().orElse(Long.MAX_VALUE));
        OptionalInt longest = shortestMatches.maxLength();
        if (longest.isPresent()) {
            bound = Math.min(bound, longest.getAsInt());
        }
        return bound == Long.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) Math.min(bound, Integer.MAX_VALUE));
    }

    /** Whether messages come from a stream, so that no packet's end bounds them; so it is if the spec does not say. */
    public static boolean isStream(Spec spec) {
        return spec.bindings().isEmpty()
                ? spec.machine().isPresent()
                : spec.bindings().stream().anyMatch(binding -> binding.layer().equals("tcp"));
    }

    /** The most bytes of a token in this field: its {@code max}, the token's, or the longest match, or {@link #BYTES}. */
    public static long tokenBytes(Spec spec, TokenAutomata tokens, Field field, int token) {
        OptionalInt longest = tokens.dfa(token).map(Dfa::maxLength).orElse(OptionalInt.empty());
        long most = longest.isPresent() ? longest.getAsInt() : BYTES;
        if (spec.tokens().get(token).max().isPresent()) {
            long max = spec.tokens().get(token).max().getAsLong();
            most = longest.isPresent() ? Math.min(most, max) : max;
        }
        // An array's max counts its elements.
        return field.encoding() instanceof FieldType.TokenField && field.max().isPresent()
                ? longest.isPresent()
                        ? Math.min(most, field.max().getAsLong())
                        : field.max().getAsLong()
                : most;
    }

    /**
     * What a reader refuses to go beyond, whatever its input says: bytes of a token or of plain bytes, elements of an array.
     */
    public static long limit(Spec spec, Field field) {
        if (field.max().isPresent()) {
            return field.max().getAsLong();
        }
        if (field.encoding() instanceof FieldType.TokenField token) {
            return tokenLimit(spec, token.token());
        }
        if (field.encoding() instanceof FieldType.ArrayField array) {
            return array.end() instanceof ArrayEnd.Count count ? counted(count.count(), COUNTED_ELEMENTS) : ELEMENTS;
        }
        return field.encoding() instanceof FieldType.BytesField bytes && bytes.end() instanceof BytesEnd.Count count
                ? counted(count.count(), BYTES)
                : BYTES;
    }

    /** The same for a token wherever it stands. */
    public static long tokenLimit(Spec spec, int token) {
        return spec.tokens().get(token).max().orElse(BYTES);
    }

    private static long counted(Expr count, long otherwise) {
        return constant(count) ? least(count, Long.MAX_VALUE) : otherwise;
    }

    /** The most bytes of a field of plain bytes that is kept, or of the part of a streamed one that is. */
    public static long countedBytes(Spec spec, Field field, Expr count) {
        return least(count, limit(spec, field));
    }

    /** The most elements of an array. */
    public static long elements(Spec spec, Field field, ArrayEnd end) {
        long limit = limit(spec, field);
        return end instanceof ArrayEnd.Count count ? least(count.count(), limit) : limit;
    }

    /** Whether {@link #BYTES} is what bounds the bytes of a field, since neither the field nor its token does. */
    static boolean hasDefaultBytes(Spec spec, TokenAutomata tokens, Field field) {
        if (field.max().isPresent()) {
            return false;
        }
        if (field.encoding() instanceof FieldType.BytesField bytes) {
            boolean counted = bytes.end() instanceof BytesEnd.Count count && !isOpen(count.count(), BYTES);
            return bytes.stream().isEmpty() && field.size().isEmpty() && !counted;
        }
        return field.encoding() instanceof FieldType.TokenField token
                && spec.tokens().get(token.token()).max().isEmpty()
                && tokens.dfa(token.token())
                        .filter(dfa -> dfa.maxLength().isEmpty())
                        .isPresent();
    }

    /** Whether {@link #ELEMENTS} or {@link #COUNTED_ELEMENTS} is what bounds an array. */
    static boolean hasDefaultElements(Field field) {
        return field.max().isEmpty()
                && field.parts().isEmpty()
                && field.encoding() instanceof FieldType.ArrayField array
                && !(array.end() instanceof ArrayEnd.Count count && !isOpen(count.count(), COUNTED_ELEMENTS));
    }

    private static boolean isOpen(Expr count, long bound) {
        return !constant(count) && least(count, Long.MAX_VALUE) > bound;
    }

    /** The highest value of an integer expression, at most {@code bound}. */
    static long least(Expr count, long bound) {
        return count.type() instanceof Type.IntType type
                ? type.max().min(BigInteger.valueOf(bound)).max(BigInteger.ZERO).longValue()
                : bound;
    }

    private static boolean constant(Expr count) {
        return count.type() instanceof Type.IntType type && type.min().equals(type.max());
    }
}
