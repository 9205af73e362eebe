package org.protospec.runtime.parse;

import java.util.Arrays;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;

/** What filters make of a field that is kept, in bytes of its own that are used again for the next one. */
public final class DecodedText {
    private static final int FIRST_BYTES = 64;

    private final ByteRegion region = new ByteRegion();
    private final Slice text = new Slice(region);
    private final Filter.Target target = new Taken();
    private byte[] bytes = {};
    private int length;
    private int most;
    private String problem = "";

    /** An absent text. */
    public DecodedText() {}

    /** The text, which is absent until something was decoded. */
    public Slice text() {
        return text;
    }

    /** Decodes bytes, to {@code most} at most; returns what is wrong with them, or an empty text. */
    String decode(Filter filter, byte[] from, int begin, int end, int most) {
        length = 0;
        problem = "";
        this.most = most;
        filter.begin();
        if (begin < end) {
            filter.decode(from, begin, end, target);
        }
        if (problem.isEmpty()) {
            filter.finish(target);
        }
        filter.release();
        show();
        return problem;
    }

    private final class Taken implements Filter.Target {
        @Override
        public void piece(byte[] more, int from, int to) {
            if (!problem.isEmpty()) {
                return;
            }
            int count = Math.min(to - from, most - length);
            room(count);
            System.arraycopy(more, from, bytes, length, count);
            length += count;
            if (count < to - from) {
                problem = "more than " + most + " bytes";
            }
        }

        @Override
        public boolean isFull() {
            return !problem.isEmpty();
        }

        @Override
        public void broken(String filter, String reason) {
            if (problem.isEmpty()) {
                problem = filter + ": " + reason;
            }
        }
    }

    /** Takes over what another one holds. */
    public void copyFrom(DecodedText other) {
        if (!other.text.isPresent()) {
            clear();
            return;
        }
        length = 0;
        room(other.length);
        System.arraycopy(other.bytes, 0, bytes, 0, other.length);
        length = other.length;
        show();
    }

    /** Makes it absent. */
    public void clear() {
        length = 0;
        text.clear();
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(FIRST_BYTES, 2 * (length + more)));
        }
    }

    private void show() {
        region.bind(bytes, 0, 0);
        text.set(0, length);
    }
}
