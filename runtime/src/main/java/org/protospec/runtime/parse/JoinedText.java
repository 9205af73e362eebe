package org.protospec.runtime.parse;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.bytes.ByteRegion;
import org.protospec.runtime.bytes.Slice;

/**
 * A text that is put together of others, in bytes of its own that are used again for the next one.
 *
 * <p>Where the message knows its parts, it is put together when it is first asked for: before, only its length is estimated. The parts have
 * to stay as they are until then, as the fields of a message do.
 */
public final class JoinedText {
    private static final int FIRST_BYTES = 32;

    /** For each byte of a text with escapes there are so many more at most. */
    public static final int ESCAPE_BYTES = 3;

    private final ByteRegion region = new ByteRegion();
    private final Slice text = new Slice(region);
    private final @Nullable Consumer<JoinedText> parts;
    private byte[] bytes = {};
    private int length;
    private State state = State.ABSENT;
    private @Nullable EscapedText escaped;

    private enum State {
        /** It is not there, whatever the slice shows: to look at that when nobody asks would cost more than the rest. */
        ABSENT,
        /** Its length is being estimated. */
        ESTIMATED,
        /** It is there, but was not put together yet. */
        DUE,
        /** It is put together. */
        KNOWN
    }

    /** An absent text, to which its parts are added one by one. */
    public JoinedText() {
        this.parts = null;
    }

    /** An absent text, whose parts are added by {@code parts} when they are needed. */
    public JoinedText(Consumer<JoinedText> parts) {
        this.parts = parts;
    }

    /** The text, which is absent until {@link #begin} or {@link #fits} is called. */
    public Slice text() {
        if (state == State.DUE) {
            begin();
            addParts();
        } else if (state == State.ABSENT) {
            text.clear();
        }
        return text;
    }

    /** Makes it empty, but there. */
    public void begin() {
        state = State.KNOWN;
        length = 0;
        show();
    }

    /** Begins it anew with the parts that there are now; whether it has at most {@code max} bytes. */
    public boolean fits(long max) {
        length = 0;
        state = State.ESTIMATED;
        addParts();
        state = State.DUE;
        return length <= max || text().length() <= max;
    }

    /** The same where it is known that it has at most {@code sure} bytes. */
    public boolean fits(long sure, long max) {
        if (sure > max) {
            return fits(max);
        }
        length = (int) sure;
        state = State.DUE;
        return true;
    }

    /** Adds a text behind the separator, which does not stand before the first one; nothing for one that is absent or empty. */
    public void add(@Nullable Slice part, String separator) {
        if (state == State.ESTIMATED) {
            length += separator.length() + (part == null || !part.isPresent() ? 0 : part.length());
            return;
        }
        if (part == null || !part.isPresent() || part.isEmpty()) {
            return;
        }
        int between = length == 0 ? 0 : separator.length();
        room(between + part.length());
        for (int i = 0; i < between; i++) {
            bytes[length++] = (byte) separator.charAt(i);
        }
        part.copyTo(bytes, length, part.length());
        length += part.length();
        show();
    }

    /** Makes it a copy of another text, and returns that. */
    Slice show(Slice other) {
        begin();
        room(other.length());
        other.copyTo(bytes, other.length());
        length = other.length();
        show();
        return text;
    }

    /** A text with escapes for what is no printable ASCII, for backslashes, and for some characters, to be added next. */
    public Slice escaped(Slice part, String others) {
        if (state == State.ESTIMATED) {
            length += ESCAPE_BYTES * part.length();
            return part;
        }
        if (!EscapedText.isNeeded(part, others)) {
            return part;
        }
        EscapedText place = escaped;
        if (place == null) {
            place = new EscapedText();
            escaped = place;
        }
        return place.of(part, others);
    }

    /** Another one, to be added next; null as long as its length will do. */
    public @Nullable Slice later(JoinedText other) {
        if (state == State.ESTIMATED && other.state == State.DUE) {
            length += other.length;
            return null;
        }
        return other.text();
    }

    /** Takes over what another one holds. */
    public void copyFrom(JoinedText other) {
        if (!other.text().isPresent()) {
            clear();
            return;
        }
        begin();
        room(other.length);
        System.arraycopy(other.bytes, 0, bytes, 0, other.length);
        length = other.length;
        show();
    }

    /** Makes it absent. */
    public void clear() {
        state = State.ABSENT;
    }

    int length() {
        return length;
    }

    private void addParts() {
        if (parts != null) {
            parts.accept(this);
        }
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
