package org.protospec.runtime.lane;

import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.protospec.runtime.flow.EndReason;
import org.protospec.runtime.flow.FlowConsumer;
import org.protospec.runtime.flow.LaneClock;
import org.protospec.runtime.flow.LaneFlow;
import org.protospec.runtime.flow.TimeoutListener;
import org.protospec.runtime.limit.Limits;

/**
 * One lane: does, packet by packet, what the tracker tells of its flows, and lets their time-outs expire when they would in the tracker's
 * thread. It writes down where in the order of all lanes it wrote what.
 */
final class Lane {
    private static final EndReason[] REASONS = EndReason.values();

    private final int index;
    private final LaneClock clock;
    private final LaneWork work;
    private LaneOutput output = new LaneOutput();
    private Stretch stretch = new Stretch(0);
    private int packet;
    private long deadline;
    private long order;
    private int opened;
    private int read;
    private int lastDigits = -1;
    private boolean failed;

    /** Creates a lane; {@code works} makes what it does, given where that writes. */
    Lane(int index, Limits limits, Lanes.Works works) {
        this.index = index;
        clock = new LaneClock(limits, new Timeouts());
        work = works.open(new Written());
    }

    LaneClock clock() {
        return clock;
    }

    /** Does all of a stretch, unless something went wrong before. */
    void run(Stretch next) {
        if (failed) {
            return;
        }
        stretch = next;
        output = next.output(index);
        packet = 0;
        opened = 0;
        read = 0;
        try {
            work(next.told(index));
            next.memory(index, work.memory());
        } catch (Throwable e) {
            // Errors, too: the reading thread throws it again, and nothing is lost with this one.
            failed = true;
            piece();
            next.failed(new Stretch.Failure(packet, deadline, order + 1, stretch.numbers[packet], e));
        } finally {
            work.flush();
        }
    }

    private void work(Calls calls) {
        for (int call = 0; call < calls.count(); call++) {
            goTo(calls.packet(call));
            fire(calls.deadline(call), calls.order(call));
            tell(calls, call);
        }
        goTo(stretch.packets - 1);
        fire(stretch.endDeadline, stretch.endOrder);
        open(packet, stretch.endDeadline, stretch.endOrder);
    }

    /** Goes on to a packet, past those of other lanes, and lets expire what is due in them. */
    private void goTo(int target) {
        while (packet < target) {
            fire(Place.NO_DEADLINE, 0);
            packet++;
        }
    }

    private void fire(long untilDeadline, long untilOrder) {
        clock.moveTo(stretch.times[packet]);
        if (!clock.isDue()) {
            return;
        }
        clock.at(stretch.numbers[packet], stretch.timestamps[packet], stretch.times[packet]);
        digits();
        clock.fire(untilDeadline, untilOrder);
    }

    /** What a time-out makes a flow write has the time-out's place. */
    private final class Timeouts implements TimeoutListener {
        @Override
        public void begins(long due, long itsOrder) {
            place(due, itsOrder);
        }

        @Override
        public void ends() {
            piece();
        }
    }

    private void place(long atDeadline, long atOrder) {
        deadline = atDeadline;
        order = atOrder;
        open(packet, deadline, order);
    }

    private void digits() {
        if (stretch.digits[packet] != lastDigits) {
            lastDigits = stretch.digits[packet];
            work.timestampDigits(lastDigits);
        }
    }

    /** Tells of the flows, of all lanes, that begin up to a place. */
    private void open(int atPacket, long atDeadline, long atOrder) {
        List<Stretch.Opening> openings = stretch.openings();
        while (opened < openings.size()) {
            Stretch.Opening next = openings.get(opened);
            if (Place.compare(next.packet(), next.deadline(), next.order(), atPacket, atDeadline, atOrder) > 0) {
                return;
            }
            opened++;
            work.opened(next.flow());
        }
    }

    private void tell(Calls calls, int call) {
        place(calls.deadline(call), calls.order(call));
        digits();
        clock.at(calls.number(call), calls.now(call), calls.time(call));
        LaneFlow flow = calls.flow(call);
        calls.count(call, flow);
        tell(calls, call, flow);
        piece();
    }

    private void tell(Calls calls, int call, LaneFlow flow) {
        if (calls.kind(call) == Calls.OPEN) {
            flow.begin(work);
            return;
        }
        if (calls.kind(call) == Calls.END) {
            flow.end(REASONS[(int) calls.size(call)], work);
            return;
        }
        if (calls.isHeldBack(call)) {
            flow.tellOverdue(calls.time(call));
        }
        tell(calls, call, Objects.requireNonNull(flow.consumer()));
    }

    private void tell(Calls calls, int call, FlowConsumer consumer) {
        switch (calls.kind(call)) {
            case Calls.DATA -> {
                int size = (int) calls.size(call);
                read += size;
                consumer.data(calls.direction(call), calls.bytes(), read - size, size);
            }
            case Calls.DATAGRAM -> {
                int size = (int) calls.size(call);
                read += size;
                consumer.datagram(calls.direction(call), calls.bytes(), read - size, size);
            }
            case Calls.GAP -> consumer.gap(calls.direction(call), calls.size(call));
            case Calls.CLOSED -> consumer.closed(calls.direction(call));
            default -> consumer.overlap(calls.overlap(call));
        }
    }

    private void piece() {
        output.piece(packet, deadline, order, work.pending());
    }

    /** Where the lane's work writes. */
    private final class Written extends OutputStream {
        @Override
        public void write(int octet) {
            output.write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            output.write(bytes, offset, length);
        }
    }
}
