package org.protospec.generator.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.protospec.generator.model.ArrayEnd;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.BytesEnd;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.Resync;
import org.protospec.generator.model.Spec;
import org.protospec.generator.model.Type;
import org.protospec.generator.regex.ByteSet;
import org.protospec.generator.regex.Dfa;

/** How short the messages of a spec can be, and which bytes they can begin with. */
public final class Shapes {

    /** More than any message has; what would be longer is given this length. */
    public static final long ENDLESS = Long.MAX_VALUE / 16;

    private final Spec spec;
    private final TokenAutomata tokens;
    private final long[] minBits;
    private final ByteSet[] first;

    private Shapes(Spec spec, TokenAutomata tokens) {
        this.spec = spec;
        this.tokens = tokens;
        this.minBits = new long[spec.messages().size()];
        this.first = new ByteSet[spec.messages().size()];
    }

    /** The shapes of all messages. */
    public static Shapes of(Spec spec, TokenAutomata tokens) {
        Shapes shapes = new Shapes(spec, tokens);
        Arrays.fill(shapes.minBits, ENDLESS);
        Arrays.fill(shapes.first, ByteSet.EMPTY);
        // Lengths only shrink from one round to the next and sets only grow, both to the end of the shortest way.
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < shapes.minBits.length; i++) {
                List<Item> items = spec.messages().get(i).items();
                long bits = shapes.minBits(items);
                changed |= bits != shapes.minBits[i];
                shapes.minBits[i] = bits;
            }
        }
        changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < shapes.first.length; i++) {
                ByteSet set = shapes.firstBytes(spec.messages().get(i).items());
                changed |= !set.equals(shapes.first[i]);
                shapes.first[i] = set;
            }
        }
        return shapes;
    }

    /** The fewest bits that the message of this id can have, at most {@link #ENDLESS}. */
    public long minBits(int message) {
        return minBits[message];
    }

    /** The bytes that the message of this id can begin with, if it is not empty. */
    public ByteSet firstBytes(int message) {
        return first[message];
    }

    /** The fewest bits that items can have in a row. */
    public long minBits(List<Item> items) {
        long sum = 0;
        for (Item item : items) {
            sum = Math.min(ENDLESS, sum + minBits(item));
        }
        return sum;
    }

    /** The bytes that items in a row can begin with. */
    public ByteSet firstBytes(List<Item> items) {
        ByteSet set = ByteSet.EMPTY;
        for (Item item : items) {
            set = set.union(firstBytes(item));
            if (minBits(item) > 0) {
                break;
            }
        }
        return set;
    }

    private long minBits(Item item) {
        if (item instanceof Item.FieldItem field) {
            return field.field().condition().isPresent() ? 0 : minBits(field.field());
        } else if (item instanceof Item.IfItem branch) {
            return Math.min(minBits(branch.then()), minBits(branch.otherwise()));
        } else if (item instanceof Item.SwitchItem choice) {
            return branches(choice).mapToLong(this::minBits).min().orElse(0);
        } else if (item instanceof Item.ChoiceItem || item instanceof Item.TryItem) {
            return Walk.branches(item).stream().mapToLong(this::minBits).min().orElse(0);
        } else if (item instanceof Item.ResyncItem part) {
            return minBits(part);
        } else if (item instanceof Item.UnionItem) {
            return Walk.branches(item).stream().mapToLong(this::minBits).max().orElse(0);
        }
        return 0;
    }

    /** One that does not fit has a delimiter in its place, or, before a delimiter, nothing. */
    private long minBits(Item.ResyncItem part) {
        long instead = part.resync().place() == Resync.Place.AFTER
                ? 8L * minLength(part.resync().token())
                : 0;
        return Math.min(instead, minBits(part.items()));
    }

    private static Stream<List<Item>> branches(Item.SwitchItem choice) {
        return Stream.concat(choice.cases().stream().map(Item.Case::items), choice.otherwise().stream());
    }

    private long minBits(Field field) {
        long inner = minBits(field.encoding());
        long window = field.size().map(size -> 8 * least(size)).orElse(0L);
        return Math.min(ENDLESS, Math.max(inner, window));
    }

    /** The fewest bits that a value of this type can have. */
    public long minBits(FieldType type) {
        if (type instanceof FieldType.IntField number) {
            return number.bits();
        } else if (type instanceof FieldType.FlagField) {
            return 1;
        } else if (type instanceof FieldType.FloatField number) {
            return number.bits();
        } else if (type instanceof FieldType.AddressField address) {
            return 8L * address.kind().bytes();
        } else if (type instanceof FieldType.EnumField named) {
            return spec.enums().get(named.enumId()).bits();
        } else if (type instanceof FieldType.TokenField token) {
            return 8L * minLength(token.token());
        } else if (type instanceof FieldType.BytesField bytes) {
            return 8 * minBytes(bytes.end());
        } else if (type instanceof FieldType.MessageField message) {
            return minBits[message.message()];
        } else if (type instanceof FieldType.ArrayField array) {
            return minArray(array);
        } else if (type instanceof FieldType.SkipField skip) {
            return 8 * least(skip.count());
        } else if (type instanceof FieldType.AlignField) {
            return 0;
        }
        return 8; // a mistake that was reported: no reason to say more
    }

    private long minBytes(BytesEnd end) {
        if (end instanceof BytesEnd.Count count) {
            return least(count.count());
        } else if (end instanceof BytesEnd.Until until && until.keep() != BytesEnd.Keep.LEAVE) {
            // At the end of all there may be less, which the loops of arrays notice.
            int strict = until.tokens().stream().mapToInt(this::minLength).min().orElse(0);
            return until.whenAnswered().isPresent()
                    ? Math.min(strict, minLength(until.whenAnswered().getAsInt()))
                    : strict;
        }
        return 0;
    }

    private long minArray(FieldType.ArrayField array) {
        long element = minBits(array.element());
        long count = array.end() instanceof ArrayEnd.Count times
                ? least(times.count())
                : array.end() instanceof ArrayEnd.ToEnd || array.end() instanceof ArrayEnd.LookAhead ? 0 : 1;
        return element == 0 || count == 0 ? 0 : count > ENDLESS / element ? ENDLESS : count * element;
    }

    private int minLength(int token) {
        return tokens.dfa(token).map(Dfa::minLength).orElse(1);
    }

    /** The least value of a count, which is not negative when a message goes on after it. */
    private static long least(Expr count) {
        return count.type() instanceof Type.IntType type && type.min().signum() > 0
                ? type.min().bitLength() < Integer.SIZE ? type.min().longValue() : Integer.MAX_VALUE
                : 0;
    }

    private ByteSet firstBytes(Item item) {
        if (item instanceof Item.FieldItem field) {
            return firstBytes(field.field());
        } else if (item instanceof Item.IfItem branch) {
            return firstBytes(branch.then()).union(firstBytes(branch.otherwise()));
        } else if (item instanceof Item.OptionalItem optional) {
            return firstBytes(optional.items());
        } else if (item instanceof Item.SwitchItem choice) {
            return branches(choice).map(this::firstBytes).reduce(ByteSet.EMPTY, ByteSet::union);
        } else if (item instanceof Item.ResyncItem) {
            return ByteSet.ALL;
        } else if (item instanceof Item.ChoiceItem || item instanceof Item.TryItem || item instanceof Item.UnionItem) {
            return Walk.branches(item).stream().map(this::firstBytes).reduce(ByteSet.EMPTY, ByteSet::union);
        }
        return ByteSet.EMPTY;
    }

    private ByteSet firstBytes(Field field) {
        if (field.conversion().isEmpty()
                && field.encoding() instanceof FieldType.IntField number
                && number.bits() % 8 == 0
                && field.constant().orElse(null) instanceof Expr.IntLiteral literal) {
            boolean big = number.order() == ByteOrder.BIG;
            int shift = big ? number.bits() - 8 : 0;
            return ByteSet.of(literal.value().shiftRight(shift).intValue() & 0xff);
        }
        return firstBytes(field.encoding());
    }

    private ByteSet firstBytes(FieldType type) {
        if (type instanceof FieldType.TokenField token) {
            return tokens.dfa(token.token()).map(Dfa::firstBytes).orElse(ByteSet.ALL);
        } else if (type instanceof FieldType.MessageField message) {
            return first[message.message()];
        } else if (type instanceof FieldType.ArrayField array) {
            return firstBytes(array.element());
        }
        return ByteSet.ALL;
    }
}
