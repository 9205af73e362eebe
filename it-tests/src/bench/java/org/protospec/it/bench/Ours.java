package org.protospec.it.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.PacketDecoder;
import org.protospec.runtime.event.Rules;
import org.protospec.smtp.CommandEvent;
import org.protospec.smtp.MailEvent;
import org.protospec.smtp.ResponseEvent;
import org.protospec.smtp.Smtp;

/** The generated dissector with one rule that counts, as a user would write it. */
public final class Ours {
    private long commands;
    private long replies;
    private long mails;
    private long bodyBytes;

    /** Counts what is in a load. */
    public Totals run(Path load) throws IOException {
        PacketDecoder decoder =
                ServiceLoader.load(PacketDecoder.class).findFirst().orElseThrow();
        Dissection dissection = Dissection.of(decoder)
                .protocol(new Smtp())
                .rules(this::count)
                .build();
        try (Capture capture = Capture.open(load)) {
            dissection.run(capture);
        }
        return new Totals(commands, replies, mails, bodyBytes);
    }

    private void count(Rules rules) {
        rules.on(CommandEvent.TYPE, event -> commands += event.command().verb().isEmpty() ? 0 : 1);
        rules.on(ResponseEvent.TYPE, event -> replies += event.replies().code() > 0 ? 1 : 0);
        rules.on(MailEvent.TYPE, event -> {
            mails += event.accepted() ? 1 : 0;
            bodyBytes += event.bytes();
        });
    }

    /** Prints the totals of each load. */
    public static void main(String[] loads) throws IOException {
        for (String load : loads) {
            System.out.println(new Ours().run(Path.of(load)).line());
        }
    }
}
