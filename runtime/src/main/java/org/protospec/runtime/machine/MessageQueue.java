package org.protospec.runtime.machine;

import org.jspecify.annotations.Nullable;
import org.protospec.runtime.parse.Message;

/**
 * Messages that a flow remembers in their order, such as requests that await their answers: copies, in a ring that grows to the
 * queue's bound. One without messages is not kept by its flow; all that can be asked of a queue can be asked of none.
 */
public final class MessageQueue<M extends Message> {
    private static final int FIRST_PLACES = 4;

    private @Nullable Message[] places = new Message[FIRST_PLACES];
    private int first;
    private int size;
    /** It was told that it is full. */
    boolean told;

    MessageQueue() {}

    /** How many messages a queue has. */
    public static int length(@Nullable MessageQueue<?> queue) {
        return queue == null ? 0 : queue.size;
    }

    /** The oldest message of a queue; null if there is none. */
    public static <M extends Message> @Nullable M first(@Nullable MessageQueue<M> queue) {
        return queue == null || queue.size == 0 ? null : queue.get(0);
    }

    /** A message, counted from the oldest one. */
    @SuppressWarnings("unchecked")
    public M get(int index) {
        Message message = places[(first + index) % places.length];
        if (index >= size || message == null) {
            throw new IndexOutOfBoundsException("message " + index + " of " + size);
        }
        return (M) message;
    }

    void add(M message) {
        if (size == places.length) {
            grow();
        }
        places[(first + size) % places.length] = message;
        size++;
    }

    private void grow() {
        @Nullable Message[] more = new Message[2 * size];
        for (int i = 0; i < size; i++) {
            more[i] = places[(first + i) % places.length];
        }
        places = more;
        first = 0;
    }

    /** Takes a message out, and returns it. */
    M remove(int index) {
        M removed = get(index);
        if (index == 0) {
            places[first] = null;
            first = (first + 1) % places.length;
        } else {
            for (int i = index; i < size - 1; i++) {
                places[(first + i) % places.length] = places[(first + i + 1) % places.length];
            }
            places[(first + size - 1) % places.length] = null;
        }
        size--;
        return removed;
    }
}
