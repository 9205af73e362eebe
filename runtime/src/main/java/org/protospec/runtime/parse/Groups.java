package org.protospec.runtime.parse;

import java.util.Arrays;

/**
 * Finds where in a token's match its named groups lie: all ways through the pattern at once, in step with the bytes, so that it
 * takes linear time. Of several ways the one counts in which what comes first takes as much as it can.
 */
public final class Groups {
    private static final int ACCEPT = 0;
    private static final int READ = 1;
    private static final int FORK = 2;

    private final int[] code;
    private final long[] sets;
    private final int slots;

    /** A pattern whose groups can be found, for any number of threads. */
    public static final class Pattern {
        private static final int SET_WORDS = 4;
        private static final int WORD_DIGITS = 16;
        private static final int HEX = 16;

        private final int[] code;
        private final long[] sets;
        private final int groups;
        private final int nodes;

        /**
         * The pattern of generated code.
         *
         * @param code the nodes, the first one first: for each its kind and operands, as numbers between spaces
         * @param sets the sets of bytes that nodes read, each in 64 hexadecimal digits, byte 0 in the lowest bit of the first 16
         * @param groups number of groups
         * @param nodes number of nodes
         */
        public Pattern(String code, String sets, int groups, int nodes) {
            this.code = Arrays.stream(code.split(" ", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            this.sets = new long[sets.length() / WORD_DIGITS];
            for (int i = 0; i < this.sets.length; i++) {
                this.sets[i] = Long.parseUnsignedLong(sets, WORD_DIGITS * i, WORD_DIGITS * (i + 1), HEX);
            }
            this.groups = groups;
            this.nodes = nodes;
        }
    }

    /** Places in the code of the ways that are under way, the preferred one first, and where each has met its groups' borders. */
    private int[] ways;

    private int[] marks;
    private int count;
    private int[] nextWays;
    private int[] nextMarks;

    /** For each place in the code the last step in which a way came by, so that a worse one does not. */
    private final int[] visited;

    private final int[] current;
    private final int[] found;
    private int added;
    private int step;
    private boolean matched;

    /** The groups of a pattern, for one thread. */
    public Groups(Pattern pattern) {
        code = pattern.code;
        sets = pattern.sets;
        int nodes = pattern.nodes;
        slots = 2 * pattern.groups;
        ways = new int[nodes];
        nextWays = new int[nodes];
        marks = new int[nodes * slots];
        nextMarks = new int[nodes * slots];
        visited = new int[code.length];
        current = new int[slots];
        found = new int[slots];
    }

    /** Finds the groups in a match of the pattern, which the bytes from index {@code from} to {@code to} are. */
    public void find(byte[] bytes, int from, int to) {
        Arrays.fill(found, -1);
        Arrays.fill(current, -1);
        Arrays.fill(visited, -1);
        matched = false;
        count = 0;
        step = 0;
        follow(0, 0, from == to);
        takeOver();
        for (int at = from; at < to; at++) {
            step = at + 1 - from;
            int octet = bytes[at] & 0xff;
            boolean last = at + 1 == to;
            for (int way = 0; way < count && !matched; way++) {
                int place = ways[way];
                if (takes(code[place + 1], octet)) {
                    System.arraycopy(marks, way * slots, current, 0, slots);
                    follow(code[place + 2], step, last);
                }
            }
            takeOver();
        }
    }

    private void takeOver() {
        int[] emptyWays = ways;
        int[] emptyMarks = marks;
        ways = nextWays;
        marks = nextMarks;
        nextWays = emptyWays;
        nextMarks = emptyMarks;
        count = added;
        added = 0;
    }

    /** Goes from a place on to all nodes that read, the preferred one first, or to the end where the bytes end. */
    private void follow(int place, int offset, boolean last) {
        if (matched || visited[place] == step) {
            return;
        }
        visited[place] = step;
        int kind = code[place];
        if (kind == READ) {
            nextWays[added] = place;
            System.arraycopy(current, 0, nextMarks, added * slots, slots);
            added++;
        } else if (kind == FORK) {
            for (int i = 0; i < code[place + 1]; i++) {
                follow(code[place + 2 + i], offset, last);
            }
        } else if (kind == ACCEPT) {
            if (last) {
                System.arraycopy(current, 0, found, 0, slots);
                matched = true;
            }
        } else {
            int slot = code[place + 1];
            int before = current[slot];
            current[slot] = offset;
            follow(code[place + 2], offset, last);
            current[slot] = before;
        }
    }

    private boolean takes(int set, int octet) {
        return (sets[set * Pattern.SET_WORDS + octet / Long.SIZE] >>> octet & 1) != 0;
    }

    /** Whether a group took part in the match. */
    public boolean has(int group) {
        return found[2 * group] >= 0 && found[2 * group + 1] >= 0;
    }

    /** Offset of a group's first byte in the match. */
    public int from(int group) {
        return found[2 * group];
    }

    /** Offset behind a group's last byte in the match. */
    public int to(int group) {
        return found[2 * group + 1];
    }
}
