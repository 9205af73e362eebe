package org.protospec.runtime.flow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Timers over capture time: a hierarchical wheel after Varghese and Lauck ("Hashed and Hierarchical Timing Wheels", SOSP 1987).
 *
 * <p>Eight levels of 64 slots, of 2^20 ns (about 1 ms) each on the lowest level, reach over all of time. Scheduling and cancelling take
 * constant time and allocate nothing. Deadlines are nevertheless exact to the nanosecond, and timers expire in the order of their
 * deadlines, those of equal deadlines by {@link TimerNode#order()}, and if that is equal, too, as they were scheduled.
 *
 * <p>The wheel's time never runs backwards. Packets a little out of order do not move it; a step back of more than {@link #STEP_BACK}
 * (a second capture appended to the first, a clock that was set) is taken as a new reading of the same clock, and time goes on from
 * where it was. Without such a step the wheel's time is capture time, the latest seen.
 */
public final class TimerWheel {
    /** How far, in nanoseconds, a timestamp may lie behind the latest one before the clock is taken to have been set back: 10 s. */
    public static final long STEP_BACK = 10_000_000_000L;

    private static final int TICK_BITS = 20;
    private static final int SLOT_BITS = 6;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int LEVELS = 8;

    /** Circular lists with a sentinel each, so that a node can be unlinked without knowing where it is. */
    private final Slot[] slots = new Slot[LEVELS * SLOTS];

    private final Slot due = new Slot();

    /** One bit a slot; a bit may be set for a slot that has become empty, never the other way round. */
    private final long[] occupied = new long[LEVELS];

    private long now;
    private long offset;

    /** Where the wheel stands: the start of the slot looked at last. What lies between here and {@code now} is empty. */
    private long cursor;

    /** No node's deadline is before this. */
    private long earliest = Long.MAX_VALUE;

    /** Whoever wants to know of each node that is called, as time goes on. */
    private @Nullable TimeoutListener listening;

    /** Creates a wheel at time 0. */
    public TimerWheel() {
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot();
        }
    }

    /** Has a listener told of each node that is called, as time goes on. */
    void listen(TimeoutListener listener) {
        listening = listener;
    }

    /** Returns the wheel's time in nanoseconds. Deadlines are counted from here. */
    public long now() {
        return now;
    }

    /**
     * Has a node called when the wheel's time reaches a deadline, in place of an earlier one if it has one.
     *
     * @param deadline in the wheel's time, nanoseconds; if it has passed already, the node is called as soon as time goes on
     */
    public void schedule(TimerNode node, long deadline) {
        if (node.next != null) {
            unlink(node);
        }
        node.deadline = deadline > now ? deadline : now + 1;
        insert(node);
        if (node.deadline < earliest) {
            earliest = node.deadline;
        }
    }

    /** Has a node called after a delay in nanoseconds, counted from {@link #now()}. */
    public void scheduleAfter(TimerNode node, long delay) {
        schedule(node, now > Long.MAX_VALUE - delay ? Long.MAX_VALUE : now + delay);
    }

    /**
     * Calls a node that was scheduled for a time that had passed already, instead of when time goes on: what is replayed goes on in a
     * time of its own.
     */
    void expireOverdue(TimerNode node, long time) {
        if (node.next != null && node.deadline <= now + 1) {
            unlink(node);
            node.expired(time);
        }
    }

    /** Takes a node's deadline away, if it has one. */
    public void cancel(TimerNode node) {
        if (node.next != null) {
            unlink(node);
        }
    }

    /**
     * Moves time on and calls every node whose deadline was reached.
     *
     * @param timestamp capture time in nanoseconds since 1970
     */
    public void advance(long timestamp) {
        long time = timestamp + offset;
        if (time > now) {
            now = time;
            if (time >= earliest) {
                run();
            }
        } else if (time < now - STEP_BACK) {
            offset = now - timestamp;
        }
    }

    private void run() {
        // What is left if a node's call ended in an exception the last time.
        fire();
        while (collect(now)) {
            fire();
        }
    }

    /** Moves time on, to one that another wheel has reached, and calls nobody. */
    void moveTo(long time) {
        now = time;
    }

    /** Tells whether a node may be due. */
    boolean isDue() {
        return now >= earliest || due.next != due;
    }

    /**
     * Takes the node that is due next out of the wheel, unless it comes behind a place in the order of deadlines.
     *
     * @param deadline the deadline of that place
     * @param order its {@link TimerNode#order()}
     */
    @Nullable
    TimerNode poll(long deadline, long order) {
        long until = Math.min(now, deadline);
        if (due.next == due && (until < earliest || !collect(until))) {
            return null;
        }
        TimerNode first = Objects.requireNonNull(due.next);
        if (first.deadline > until || first.deadline == deadline && first.order() > order) {
            return null;
        }
        unlink(first);
        return first;
    }

    /** Makes those nodes due that come next and have a deadline up to a time; false if there are none. */
    private boolean collect(long until) {
        for (; ; ) {
            int level = nextLevel();
            if (level == LEVELS) {
                earliest = Long.MAX_VALUE;
                return false;
            }
            int shift = TICK_BITS + level * SLOT_BITS;
            int index = Long.numberOfTrailingZeros(ahead(level));
            Slot slot = slots[level * SLOTS + index];
            long start = slotStart(shift, index);
            if (start > until) {
                earliest = start;
                return false;
            }
            if (start > cursor) {
                cursor = start;
            }
            if (level > 0) {
                occupied[level] &= ~(1L << index);
                cascade(slot);
            } else if (slot.next == slot) {
                occupied[0] &= ~(1L << index);
            } else {
                collectDue(slot, until);
                if (due.next != due) {
                    return true;
                }
                earliest = earliestOf(slot);
                return false;
            }
        }
    }

    private int nextLevel() {
        int level = 0;
        while (level < LEVELS && ahead(level) == 0) {
            level++;
        }
        return level;
    }

    /** Returns the occupied slots of a level that do not lie behind the cursor; above level 0 the cursor's own slot is empty. */
    private long ahead(int level) {
        int index = (int) (cursor >>> TICK_BITS + level * SLOT_BITS) & SLOTS - 1;
        long mask = -1L << index;
        return occupied[level] & (level == 0 ? mask : mask & ~(1L << index));
    }

    private long slotStart(int shift, int index) {
        int above = shift + SLOT_BITS;
        long base = above >= Long.SIZE ? 0 : cursor >>> above << above;
        return base | (long) index << shift;
    }

    /** Moves the nodes of a slot which the cursor has entered to lower levels, in their order. */
    private void cascade(Slot slot) {
        while (slot.next != slot) {
            TimerNode node = Objects.requireNonNull(slot.next);
            unlink(node);
            insert(node);
        }
    }

    /** The level is that of the highest digit in which deadline and cursor differ. */
    private void insert(TimerNode node) {
        long difference = (node.deadline ^ cursor) >>> TICK_BITS;
        int level = difference == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(difference)) / SLOT_BITS;
        int index = (int) (node.deadline >>> TICK_BITS + level * SLOT_BITS) & SLOTS - 1;
        occupied[level] |= 1L << index;
        append(slots[level * SLOTS + index], node);
    }

    private void collectDue(Slot slot, long until) {
        TimerNode node = Objects.requireNonNull(slot.next);
        while (node != slot) {
            TimerNode following = Objects.requireNonNull(node.next);
            if (node.deadline <= until) {
                unlink(node);
                append(due, node);
            }
            node = following;
        }
        sortDue();
    }

    private void fire() {
        while (due.next != due) {
            TimerNode node = Objects.requireNonNull(due.next);
            unlink(node);
            call(node);
        }
    }

    /** Calls a node that was taken out of the wheel. */
    void call(TimerNode node) {
        TimeoutListener listener = listening;
        if (listener == null) {
            node.expired(now);
            return;
        }
        listener.begins(node.deadline, node.order());
        node.expired(now);
        listener.ends();
    }

    private static long earliestOf(Slot slot) {
        long earliest = Long.MAX_VALUE;
        for (TimerNode node = Objects.requireNonNull(slot.next);
                node != slot;
                node = Objects.requireNonNull(node.next)) {
            earliest = Math.min(earliest, node.deadline);
        }
        return earliest;
    }

    /** Sorts the due nodes by deadline and order, keeping the order of equal ones. They mostly are in order already. */
    private void sortDue() {
        TimerNode first = Objects.requireNonNull(due.next);
        int size = 0;
        boolean sorted = true;
        for (TimerNode node = first; node != due; node = Objects.requireNonNull(node.next)) {
            TimerNode previous = Objects.requireNonNull(node.previous);
            sorted &= previous == due || !isBefore(node, previous);
            size++;
        }
        if (sorted) {
            return;
        }
        Objects.requireNonNull(due.previous).next = null;
        TimerNode node = mergeSort(first, size);
        due.next = due;
        due.previous = due;
        while (node != null) {
            TimerNode following = node.next;
            append(due, node);
            node = following;
        }
    }

    /** Sorts the first {@code size} nodes of a list that ends in null, by their {@code next} links only. */
    private static @Nullable TimerNode mergeSort(TimerNode first, int size) {
        if (size == 1) {
            first.next = null;
            return first;
        }
        int half = size / 2;
        TimerNode second = first;
        for (int i = 0; i < half; i++) {
            second = Objects.requireNonNull(second.next);
        }
        TimerNode right = mergeSort(second, size - half);
        return merge(mergeSort(first, half), right);
    }

    private static @Nullable TimerNode merge(@Nullable TimerNode left, @Nullable TimerNode right) {
        TimerNode first = null;
        TimerNode last = null;
        while (left != null || right != null) {
            TimerNode taken;
            if (right == null || left != null && !isBefore(right, left)) {
                taken = Objects.requireNonNull(left);
                left = taken.next;
            } else {
                taken = right;
                right = taken.next;
            }
            if (last == null) {
                first = taken;
            } else {
                last.next = taken;
            }
            last = taken;
        }
        if (last != null) {
            last.next = null;
        }
        return first;
    }

    private static boolean isBefore(TimerNode one, TimerNode other) {
        return one.deadline < other.deadline || one.deadline == other.deadline && one.order() < other.order();
    }

    private static void append(Slot slot, TimerNode node) {
        TimerNode last = Objects.requireNonNull(slot.previous);
        last.next = node;
        node.previous = last;
        node.next = slot;
        slot.previous = node;
    }

    private static void unlink(TimerNode node) {
        TimerNode previous = Objects.requireNonNull(node.previous);
        TimerNode next = Objects.requireNonNull(node.next);
        previous.next = next;
        next.previous = previous;
        node.previous = null;
        node.next = null;
    }

    private static final class Slot extends TimerNode {
        Slot() {
            previous = this;
            next = this;
        }

        @Override
        protected void expired(long now) {}
    }
}
