package org.protospec.runtime.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What places elsewhere count from, and where the part ends that they lie in: number 0 is the outermost message, the others are messages
 * that a spec names.
 */
final class Origins {
    private int[] bases = {0};
    private long[] ends = {Input.NO_WINDOW};
    private boolean used;

    Origins() {}

    /** Where an origin lies, counted from the message's first byte. */
    int base(int origin) {
        return origin < bases.length ? bases[origin] : 0;
    }

    /** Offset behind the last byte that can be reached from an origin. */
    long end(int origin) {
        return origin < ends.length ? ends[origin] : Input.NO_WINDOW;
    }

    void set(int origin, int base, long end) {
        if (origin >= bases.length) {
            int before = bases.length;
            bases = Arrays.copyOf(bases, origin + 1);
            ends = Arrays.copyOf(ends, origin + 1);
            Arrays.fill(ends, before, ends.length, Input.NO_WINDOW);
        }
        bases[origin] = base;
        ends[origin] = end;
        used = true;
    }

    /** Makes {@code target}, or a new one, the same as {@code source}. */
    static Origins copy(Origins source, @Nullable Origins target) {
        Origins copy = target == null ? new Origins() : target;
        copy.clear();
        for (int i = 0; i < source.bases.length; i++) {
            copy.set(i, source.bases[i], source.ends[i]);
        }
        return copy;
    }

    void clear() {
        if (used) {
            Arrays.fill(bases, 0);
            Arrays.fill(ends, Input.NO_WINDOW);
            used = false;
        }
    }
}
