package org.protospec.runtime.machine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.protospec.runtime.parse.FreeList;
import org.protospec.runtime.parse.Message;

/** Queues of messages that flows remember, lent as long as there is a message in them. */
public final class QueuePool<M extends Message> {
    /** What a message takes beside its bytes. */
    private static final long MESSAGE_MEMORY = 256;

    private final MessagePool<M> messages;
    private final FreeList<MessageQueue<M>> free = new FreeList<>(new Supplier<>() {
        @Override
        public MessageQueue<M> get() {
            return new MessageQueue<>();
        }
    });
    private long memory;

    QueuePool(MessagePool<M> messages) {
        this.messages = messages;
    }

    long memory() {
        return memory;
    }

    /** The queue, or one for a flow that has none. */
    public MessageQueue<M> lend(@Nullable MessageQueue<M> queue) {
        if (queue != null) {
            return queue;
        }
        MessageQueue<M> lent = free.take();
        lent.told = false;
        return lent;
    }

    /** A message to copy into, which {@link #add} takes. */
    public M next() {
        return messages.lend(null);
    }

    /** Adds a message behind all others. */
    public void add(MessageQueue<M> queue, M message) {
        queue.add(message);
        memory += MESSAGE_MEMORY + message.messageSize();
    }

    /** Takes the oldest message out of a queue; returns what is left of the queue. */
    public @Nullable MessageQueue<M> pop(@Nullable MessageQueue<M> queue) {
        return queue == null ? null : remove(queue, 0);
    }

    /** Takes a message out of a queue, if it is one of its messages; returns what is left of the queue. */
    public @Nullable MessageQueue<M> remove(@Nullable MessageQueue<M> queue, @Nullable M message) {
        for (int i = 0; queue != null && i < MessageQueue.length(queue); i++) {
            if (queue.get(i) == message) {
                return remove(queue, i);
            }
        }
        return queue;
    }

    private @Nullable MessageQueue<M> remove(MessageQueue<M> queue, int index) {
        M removed = queue.remove(index);
        memory -= MESSAGE_MEMORY + removed.messageSize();
        messages.give(removed);
        queue.told = false;
        if (MessageQueue.length(queue) > 0) {
            return queue;
        }
        free.give(queue);
        return null;
    }

    /** Takes back a queue with all its messages. */
    public void give(@Nullable MessageQueue<M> queue) {
        MessageQueue<M> left = queue;
        while (left != null) {
            left = pop(left);
        }
    }

    /** Makes room for a message in a queue of at most {@code most}: the oldest one goes; returns whether that is to be told. */
    boolean makeRoom(MessageQueue<M> queue, int most) {
        if (MessageQueue.length(queue) < most) {
            return false;
        }
        boolean told = queue.told;
        M removed = queue.remove(0);
        memory -= MESSAGE_MEMORY + removed.messageSize();
        messages.give(removed);
        queue.told = true;
        return !told;
    }
}
