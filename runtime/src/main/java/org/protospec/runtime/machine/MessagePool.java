package org.protospec.runtime.machine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.parse.FreeList;
import org.protospec.runtime.parse.Message;

/** Messages that flows remember ({@code var x: Message?}): copies, lent as long as they are remembered. */
public final class MessagePool<M extends Message> {
    private final FreeList<M> free;

    public MessagePool(Supplier<M> factory) {
        free = new FreeList<>(factory);
    }

    /** A message to copy into: the one remembered already, or one that nobody uses. */
    public M lend(@Nullable M remembered) {
        return remembered != null ? remembered : free.take();
    }

    /** Takes back what is no longer remembered. */
    public void give(@Nullable M remembered) {
        if (remembered != null) {
            free.give(remembered);
        }
    }
}
