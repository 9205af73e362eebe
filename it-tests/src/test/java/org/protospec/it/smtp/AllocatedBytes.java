package org.protospec.it.smtp;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes the current thread has allocated. */
public final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedBytes() {}

    /** Bytes that {@code work} allocates on the current thread. */
    public static long of(Runnable work) {
        long thread = Thread.currentThread().getId();
        long self = THREADS.getThreadAllocatedBytes(thread);
        self = THREADS.getThreadAllocatedBytes(thread) - self;
        long before = THREADS.getThreadAllocatedBytes(thread);
        work.run();
        return THREADS.getThreadAllocatedBytes(thread) - before - self;
    }
}
