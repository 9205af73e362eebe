package org.protospec.generator.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.protospec.generator.model.ByteOrder;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Field;
import org.protospec.generator.model.FieldType;
import org.protospec.generator.model.Item;
import org.protospec.generator.model.Spec;
import org.protospec.generator.regex.ByteSet;
import org.protospec.generator.regex.Regex;
import org.protospec.generator.source.Span;

/** The fields of fixed size that items begin with, and which of their bits are the same in every message. */
final class FixedBytes {

    private final Spec spec;
    private final List<Field> fields = new ArrayList<>();
    private final List<String> constants = new ArrayList<>();

    /** For each byte the bits that are known, and their values. */
    private final List<int[]> octets = new ArrayList<>();

    private int bits;
    private int constrained;

    private FixedBytes(Spec spec) {
        this.spec = spec;
    }

    static FixedBytes of(Spec spec, List<Item> items) {
        FixedBytes fixed = new FixedBytes(spec);
        for (Item item : items) {
            boolean reads = item instanceof Item.FieldItem field
                    ? !fixed.add(field.field())
                    : !(item instanceof Item.LetItem || item instanceof Item.RequireItem);
            if (reads || fixed.fields.isEmpty()) {
                break;
            }
        }
        return fixed;
    }

    /** Whether the items begin with something else. */
    boolean isEmpty() {
        return fields.isEmpty();
    }

    boolean isConstrained() {
        return constrained > 0;
    }

    /** The field that tells most: the first constant one, or the first one. */
    Span span() {
        return fields.stream()
                .filter(field -> isConstant(field))
                .findFirst()
                .orElse(fields.get(0))
                .span();
    }

    String what() {
        FieldType first = fields.get(0).encoding();
        boolean integer = first instanceof FieldType.IntField || first instanceof FieldType.EnumField;
        return integer
                ? "an integer that may be anything"
                : first instanceof FieldType.SkipField ? "bytes that are skipped" : "a value that may be anything";
    }

    /** The constants, as they were written. */
    String words() {
        return String.join(" ", constants);
    }

    /** How many bytes tell. */
    int length() {
        return (constrained + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** What the bytes up to the last constant one look like. */
    Regex regex() {
        List<Regex> parts = new ArrayList<>();
        for (int[] octet : octets.subList(0, length())) {
            parts.add(new Regex.Bytes(ByteSet.where(value -> (value & octet[0]) == octet[1])));
        }
        return Regex.sequence(parts);
    }

    private boolean add(Field field) {
        int width = width(field);
        if (width == 0 || field.condition().isPresent() || field.size().isPresent()) {
            return false;
        }
        int start = bits;
        bits += width;
        while (octets.size() * Byte.SIZE < bits) {
            octets.add(new int[2]);
        }
        fields.add(field);
        if (isConstant(field)) {
            constants.add(field.constant().orElseThrow().span().text());
            know(start, width, value(field.constant().orElseThrow()), isLittle(field.encoding()));
            constrained = bits;
        }
        return true;
    }

    private int width(Field field) {
        FieldType type = field.encoding();
        if (type instanceof FieldType.IntField number) {
            return number.bits();
        } else if (type instanceof FieldType.FlagField) {
            return 1;
        } else if (type instanceof FieldType.FloatField number) {
            return number.bits();
        } else if (type instanceof FieldType.AddressField address) {
            return Byte.SIZE * address.kind().bytes();
        } else if (type instanceof FieldType.EnumField named) {
            return spec.enums().get(named.enumId()).bits();
        }
        return type instanceof FieldType.SkipField skip
                ? Byte.SIZE * skip.inRun().orElse(0)
                : 0;
    }

    private static boolean isConstant(Field field) {
        return field.conversion().isEmpty()
                && field.constant()
                        .filter(value -> value instanceof Expr.IntLiteral
                                || value instanceof Expr.EnumItem
                                || value instanceof Expr.FlagLiteral)
                        .isPresent();
    }

    private BigInteger value(Expr constant) {
        if (constant instanceof Expr.EnumItem item) {
            return spec.enums().get(item.enumId()).items().get(item.item()).value();
        }
        return constant instanceof Expr.FlagLiteral flag
                ? flag.value() ? BigInteger.ONE : BigInteger.ZERO
                : ((Expr.IntLiteral) constant).value();
    }

    private static boolean isLittle(FieldType type) {
        return type instanceof FieldType.IntField number && number.order() == ByteOrder.LITTLE
                || type instanceof FieldType.EnumField named && named.order() == ByteOrder.LITTLE
                || type instanceof FieldType.FlagField flag && flag.order() == ByteOrder.LITTLE;
    }

    private void know(int start, int width, BigInteger value, boolean lowFirst) {
        for (int i = 0; i < width; i++) {
            int place = start + i;
            int mask = lowFirst ? 1 << place % Byte.SIZE : 0x80 >>> place % Byte.SIZE;
            int[] octet = octets.get(place / Byte.SIZE);
            octet[0] |= mask;
            octet[1] |= value.testBit(lowFirst ? i : width - 1 - i) ? mask : 0;
        }
    }
}
