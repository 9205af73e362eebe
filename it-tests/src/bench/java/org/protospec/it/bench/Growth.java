package org.protospec.it.bench;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.ServiceLoader;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.event.Rules;
import org.protospec.smtp.CommandEvent;
import org.protospec.smtp.ResponseEvent;
import org.protospec.smtp.Smtp;

/** What a packet costs with so many flows at once: CPU time of the thread that reads, with one rule that counts. */
public final class Growth {
    /** Packets before the measurement begins, so that all is compiled. */
    private static final long WARM_UP = 4_000_000;

    private static final long STEADY = 8_000_000;

    private long commands;
    private long replies;

    private Growth() {}

    /** The number of flows, and the order in which they speak. */
    public static void main(String[] args) throws IOException {
        int sessions = Integer.parseInt(args[0]);
        GrowthLoad.Order order = GrowthLoad.Order.valueOf(args[1].toUpperCase(Locale.ROOT));
        new Growth().run(new GrowthLoad(sessions, order, WARM_UP, STEADY), sessions);
    }

    private void run(GrowthLoad load, int sessions) throws IOException {
        PacketDecoder decoder =
                ServiceLoader.load(PacketDecoder.class).findFirst().orElseThrow();
        Dissection dissection = Dissection.of(decoder)
                .protocol(new Smtp())
                .rules(this::count)
                .build();
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (Capture capture = Capture.read(load, "sessions")) {
            dissection.run(capture);
        }
        long total = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin - load.making();
        check(load, sessions, dissection);
        System.out.printf(
                Locale.ROOT,
                "%d flows: %.0f ns a packet, %.0f with beginning and end; collections %d ms%n",
                sessions,
                (double) load.steady() / STEADY,
                (double) total / load.packets(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum());
    }

    /** Every packet behind the handshakes is a command or a reply, and no flow has made room for another. */
    private void check(GrowthLoad load, int sessions, Dissection dissection) {
        long found = commands + replies;
        if (dissection.flows() != sessions || found != load.packets() - 3L * sessions) {
            throw new IllegalStateException(dissection.flows() + " flows, " + found + " commands and replies");
        }
    }

    private void count(Rules rules) {
        rules.on(CommandEvent.TYPE, event -> commands += event.command().verb().isEmpty() ? 0 : 1);
        rules.on(ResponseEvent.TYPE, event -> replies += event.replies().code() > 0 ? 1 : 0);
    }
}
