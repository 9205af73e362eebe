package org.protospec.it.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * One way to cut the lines of an input into pieces.
 *
 * @param name how, for messages
 */
record Cuts(String name, Kind kind, int line, int place, long seed) {
    private static final int RANDOM = 6;
    /** Longer lines are cut at so many places only, at both ends and in between. */
    private static final int PLACES = 2_048;

    enum Kind {
        WHOLE,
        BYTES,
        ONE,
        RANDOM
    }

    static final Cuts WHOLE = new Cuts("whole", Kind.WHOLE, 0, 0, 0);

    /** No cuts, but something else is different. */
    static Cuts named(String name) {
        return new Cuts(name, Kind.WHOLE, 0, 0, 0);
    }

    /** All the ways to cut lines of these lengths. */
    static List<Cuts> of(List<Integer> lengths, long seed) {
        List<Cuts> all = new ArrayList<>();
        all.add(new Cuts("one byte at a time", Kind.BYTES, 0, 0, 0));
        Random random = new Random(seed);
        for (int line = 0; line < lengths.size(); line++) {
            for (int place : places(lengths.get(line), random)) {
                all.add(new Cuts("line " + line + " cut at " + place, Kind.ONE, line, place, 0));
            }
        }
        for (int i = 0; i < RANDOM; i++) {
            long own = random.nextLong();
            all.add(new Cuts("at random, seed " + own, Kind.RANDOM, 0, 0, own));
        }
        return all;
    }

    private static TreeSet<Integer> places(int length, Random random) {
        TreeSet<Integer> places = new TreeSet<>();
        for (int place = 1; place < length; place++) {
            if (length <= PLACES || place < PLACES / 3 || place > length - PLACES / 3) {
                places.add(place);
            }
        }
        while (places.size() < Math.min(PLACES, length - 1)) {
            places.add(1 + random.nextInt(length - 1));
        }
        return places;
    }

    /** Ends of the pieces of a line. */
    List<Integer> ends(int ofLine, int length) {
        List<Integer> ends = new ArrayList<>();
        Random random = new Random(seed + ofLine);
        int largest = 1 + random.nextInt(20);
        int at = 0;
        while (at < length) {
            at = switch (kind) {
                case WHOLE -> length;
                case BYTES -> at + 1;
                case ONE -> ofLine == line && at < place ? place : length;
                case RANDOM -> Math.min(length, at + 1 + random.nextInt(largest));
            };
            ends.add(at);
        }
        return ends;
    }
}
