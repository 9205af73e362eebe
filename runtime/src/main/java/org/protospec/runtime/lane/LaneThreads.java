package org.protospec.runtime.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The threads of lanes: started when there is the first stretch to do, ended with the capture. */
final class LaneThreads {
    private static final int QUEUE = 16;
    private static final Stretch END = new Stretch(0);

    private final List<Lane> lanes;
    private final List<Worker> workers = new ArrayList<>();

    LaneThreads(List<Lane> lanes) {
        this.lanes = lanes;
    }

    /** Gives a stretch to all of them. */
    void give(Stretch stretch) {
        if (workers.isEmpty()) {
            for (int i = 0; i < lanes.size(); i++) {
                workers.add(new Worker(lanes.get(i), i + 1));
            }
            workers.forEach(Thread::start);
        }
        workers.forEach(each -> each.stretches.add(stretch));
    }

    /** Ends them; what they have not begun is left undone. */
    void stop() {
        for (Worker each : workers) {
            each.stopping = true;
            each.stretches.add(END);
        }
        boolean interrupted = false;
        for (Worker each : workers) {
            try {
                each.join();
            } catch (InterruptedException e) {
                // Goes on without it: it ends behind its stretch, and keeps no program from ending.
                interrupted = true;
            }
        }
        workers.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Worker extends Thread {
        private final Lane lane;
        private final BlockingQueue<Stretch> stretches = new ArrayBlockingQueue<>(QUEUE);
        private volatile boolean stopping;

        Worker(Lane lane, int number) {
            super("protospec-lane-" + number);
            this.lane = lane;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                for (Stretch next = stretches.take(); next != END; next = stretches.take()) {
                    if (!stopping) {
                        lane.run(next);
                    }
                    next.done();
                }
            } catch (InterruptedException e) {
                // Nobody interrupts it but somebody who wants the virtual machine to end.
                Thread.currentThread().interrupt();
            }
        }
    }
}
