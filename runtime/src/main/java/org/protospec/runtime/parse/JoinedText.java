package org.protospec.runtime.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;

/** A text that is put together of others, in bytes of its own that are used again for the next one. */
public final class JoinedText {
    private static final int FIRST_BYTES = 32;

    private final ByteRegion region = new ByteRegion();
    private final Slice text = new Slice(region);
    private byte[] bytes = {};
    private int length;

    /** An absent text. */
    public JoinedText() {}

    /** The text, which is absent until {@link #begin} is called. */
    public Slice text() {
        return text;
    }

    /** Makes it empty, but there. */
    public void begin() {
        length = 0;
        show();
    }

    /** Adds a text behind the separator, which does not stand before the first one; nothing for one that is absent or empty. */
    void add(@Nullable Slice part, String separator) {
        if (part == null || !part.isPresent() || part.isEmpty()) {
            return;
        }
        int between = length == 0 ? 0 : separator.length();
        room(between + part.length());
        for (int i = 0; i < between; i++) {
            bytes[length++] = (byte) separator.charAt(i);
        }
        for (int i = 0; i < part.length(); i++) {
            bytes[length++] = (byte) part.charAt(i);
        }
        show();
    }

    /** Makes it a copy of another text, and returns that. */
    Slice show(Slice other) {
        length = 0;
        room(other.length());
        other.copyTo(bytes, other.length());
        length = other.length();
        show();
        return text;
    }

    /** Takes over what another one holds. */
    public void copyFrom(JoinedText other) {
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

    int length() {
        return length;
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
