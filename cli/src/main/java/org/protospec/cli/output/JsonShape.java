package org.protospec.cli.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an event's lines: what stands between the values of their fields. Lines of one event look nearly all the same, so these bytes, with
 * names, quotes, brackets and commas, are put together once, and found again by the step that was taken from the same place in the line before: no
 * name is looked up or escaped, and all that is between two values is copied at once.
 *
 * <p>What may follow depends on the objects and arrays that are open, and on nothing that came before: so ways that part meet again, and an array has
 * as many steps as its elements differ, however many they are. A shape of very many steps all the same is forgotten, and learnt anew.
 */
final class JsonShape {
    /** So many steps are known at most, and those of one line more. */
    static final int MOST = 1 << 10;

    /** What comes with a step. */
    enum Kind {
        /** A value in quotes. */
        TEXT("\""),
        /** Any other value. */
        VALUE(""),
        NULL("null,"),
        TRUE("true,"),
        FALSE("false,"),
        OBJECT("{"),
        ARRAY("["),
        OBJECT_END("},"),
        ARRAY_END("],");

        private final byte[] written;

        Kind(String written) {
            this.written = ascii(written);
        }
    }

    /** An object or an array, or the line itself, at its place among others. */
    private static final class Container {
        private final Kind kind;
        private final String name;
        private final @Nullable Container outer;
        private final List<Container> inner = new ArrayList<>(0);
        private final List<Step> steps = new ArrayList<>();

        Container(Kind kind, String name, @Nullable Container outer) {
            this.kind = kind;
            this.name = name;
            this.outer = outer;
        }

        /** The one that a step in this one opens. */
        Container inner(Kind itsKind, String itsName) {
            for (Container each : inner) {
                if (each.kind == itsKind && each.name.equals(itsName)) {
                    return each;
                }
            }
            Container made = new Container(itsKind, itsName, this);
            inner.add(made);
            return made;
        }
    }

    /** A place in a line, behind a name or a bracket: what comes next is a value, if the step has one. */
    static final class Step {
        private static final byte[] NOTHING = {};
        private static final byte[] BEHIND_TEXT = ascii("\",");
        private static final byte[] BEHIND_VALUE = ascii(",");

        private final Kind kind;
        private final String name;
        private final byte[] before;
        /** Where those are that follow. */
        private final Container open;

        private final List<Step> followers = new ArrayList<>(1);
        /** The follower that was taken last. */
        private @Nullable Step next;

        private Step(Kind kind, String name, byte[] before, Container open) {
            this.kind = kind;
            this.name = name;
            this.before = before;
            this.open = open;
        }

        /** The step before all others of a line. */
        private static Step first() {
            return new Step(Kind.NULL, "", NOTHING, new Container(Kind.OBJECT, "", null));
        }

        /** What stands between the value before it and its own. */
        byte[] before() {
            return before;
        }

        /** What is still to be written if nothing comes any more. */
        byte[] behind() {
            return switch (kind) {
                case TEXT -> BEHIND_TEXT;
                case VALUE -> BEHIND_VALUE;
                default -> before;
            };
        }

        /** Whether what comes next is in the line itself. */
        boolean isOutermost() {
            return open.outer == null;
        }
    }

    private final Set<String> taken;
    private Step first = Step.first();
    private int size;

    /** A shape of which nothing is known yet; outermost names that are {@code taken} get a "_" behind. */
    JsonShape(Set<String> taken) {
        this.taken = taken;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** How many steps are known. */
    int size() {
        return size;
    }

    /** The step before all fields. */
    Step first() {
        if (size > MOST) {
            size = 0;
            first = Step.first();
        }
        return first;
    }

    /** The step from another one to what has a name; elements of arrays, and what ends, have an empty one. */
    @SuppressWarnings("ReferenceEquality") // A short cut: names are constants.
    Step next(Step from, Kind kind, String name) {
        Step likely = from.next;
        return likely != null && likely.name == name && likely.kind == kind ? likely : search(from, kind, name);
    }

    private Step search(Step from, Kind kind, String name) {
        List<Step> followers = from.followers;
        for (int i = 0; i < followers.size(); i++) {
            Step each = followers.get(i);
            if (each.kind == kind && each.name.equals(name)) {
                from.next = each;
                return each;
            }
        }
        Step made = make(from, kind, name);
        from.followers.add(made);
        from.next = made;
        return made;
    }

    private Step make(Step from, Kind kind, String name) {
        Container container = from.open;
        byte[] before = before(from, kind, name);
        for (Step each : container.steps) {
            if (each.kind == kind && each.name.equals(name) && Arrays.equals(each.before, before)) {
                return each;
            }
        }
        Container open = switch (kind) {
            case OBJECT, ARRAY -> container.inner(kind, name);
            case OBJECT_END, ARRAY_END -> Objects.requireNonNull(container.outer);
            default -> container;
        };
        Step made = new Step(kind, name, before, open);
        container.steps.add(made);
        size++;
        return made;
    }

    private byte[] before(Step from, Kind kind, String name) {
        byte[] open = from.behind();
        boolean isEnd = kind == Kind.OBJECT_END || kind == Kind.ARRAY_END;
        // A comma is written behind each value, and taken back where an object or array ends.
        int kept = isEnd && open.length > 0 && open[open.length - 1] == ',' ? open.length - 1 : open.length;
        byte[] key = name.isEmpty() ? Step.NOTHING : key(from, name);
        byte[] all = Arrays.copyOf(open, kept + key.length + kind.written.length);
        System.arraycopy(key, 0, all, kept, key.length);
        System.arraycopy(kind.written, 0, all, kept + key.length, kind.written.length);
        return all;
    }

    private byte[] key(Step from, String name) {
        String own = from.isOutermost() && taken.contains(name) ? name + "_" : name;
        byte[] key = new byte[JsonText.LONGEST_ESCAPE * own.length() + 3];
        key[0] = '"';
        int behind = JsonText.characters(own, key, 1);
        key[behind++] = '"';
        key[behind++] = ':';
        return Arrays.copyOf(key, behind);
    }
}
