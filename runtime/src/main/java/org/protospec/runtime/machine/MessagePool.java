package org.protospec.runtime.machine;

import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.parse.Message;

/** Messages that flows remember ({@code var x: Message?}): copies, lent as long as they are remembered. */
public final class MessagePool<M extends Message> {
    private final Supplier<M> factory;
    private final ArrayDeque<M> free = new ArrayDeque<>();
    /** The message given back last, which mostly is the next one lent. */
    private @Nullable M spare;

    public MessagePool(Supplier<M> factory) {
        this.factory = factory;
    }

    /** A message to copy into: the one remembered already, or one that nobody uses. */
    public M lend(@Nullable M remembered) {
        if (remembered != null) {
            return remembered;
        }
        M message = spare;
        if (message != null) {
            spare = null;
            return message;
        }
        return free.isEmpty() ? factory.get() : free.pop();
    }

    /** Takes back what is no longer remembered. */
    public void give(@Nullable M remembered) {
        if (remembered != null && spare == null) {
            spare = remembered;
        } else if (remembered != null) {
            free.push(remembered);
        }
    }
}
