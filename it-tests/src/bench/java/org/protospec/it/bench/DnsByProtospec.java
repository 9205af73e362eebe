package org.protospec.it.bench;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.protospec.protocols.dns.Data;
import org.protospec.protocols.dns.MessageMessage;
import org.protospec.protocols.dns.Mx;
import org.protospec.protocols.dns.Question;
import org.protospec.protocols.dns.RecordMessage;
import org.protospec.protocols.dns.Soa;
import org.protospec.protocols.dns.Txt;
import org.protospec.runtime.bytes.Slice;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.MessageList;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/** Reads messages of DNS by the parser that Protospec generates, as the dissector of datagrams does. */
final class DnsByProtospec {
    private final Input input = Input.of(new byte[0], 0, 0);
    private final MessageParser<MessageMessage> parser = MessageMessage.parser();

    /** The message, until the next one is read. */
    MessageMessage read(byte[] bytes) {
        input.datagram(bytes, 0, bytes.length);
        parser.start(input);
        if (parser.parse(input) != Progress.DONE) {
            throw new IllegalStateException("no message of DNS");
        }
        return parser.message();
    }

    static void numbers(MessageMessage message, DnsTally tally) {
        tally.number(message.id());
        tally.number(message.response() ? 1 : 0);
        tally.number(message.code());
        tally.number(message.questionCount());
        MessageList<Question> questions = message.questions();
        for (int i = 0; i < questions.size(); i++) {
            tally.number(questions.get(i).type());
            tally.number(questions.get(i).class_());
        }
        numbers(message.answers(), tally);
        numbers(message.authorities(), tally);
        numbers(message.additionals(), tally);
    }

    private static void numbers(MessageList<RecordMessage> records, DnsTally tally) {
        for (int i = 0; i < records.size(); i++) {
            RecordMessage record = records.get(i);
            tally.number(record.type());
            tally.number(record.class_());
            tally.number(record.ttl());
            tally.number(record.length());
            Data data = record.data();
            if (data != null) {
                numbers(data, (int) record.type(), tally);
            }
        }
    }

    private static void numbers(Data data, int type, DnsTally tally) {
        switch (type) {
            case 1 -> tally.number(there(data.ipv4()).byteAt(3));
            case 6 -> {
                Soa soa = there(data.soa());
                tally.number(soa.serial());
                tally.number(soa.refresh());
                tally.number(soa.retry());
                tally.number(soa.expire());
                tally.number(soa.minimum());
            }
            case 15 -> tally.number(there(data.mx()).preference());
            case 16 -> {
                Txt txt = there(data.txt());
                for (int i = 0; i < txt.strings().size(); i++) {
                    Slice text = txt.strings().get(i).text();
                    tally.number(text.length());
                    tally.number(text.byteAt(0));
                }
            }
            default -> {}
        }
    }

    static void names(MessageMessage message, DnsTally tally) {
        MessageList<Question> questions = message.questions();
        for (int i = 0; i < questions.size(); i++) {
            tally.name(questions.get(i).name().toString());
        }
        names(message.answers(), tally);
        names(message.authorities(), tally);
        names(message.additionals(), tally);
    }

    private static void names(MessageList<RecordMessage> records, DnsTally tally) {
        for (int i = 0; i < records.size(); i++) {
            RecordMessage record = records.get(i);
            tally.name(record.name().toString());
            Data data = record.data();
            if (data != null) {
                names(data, (int) record.type(), tally);
            }
        }
    }

    private static void names(Data data, int type, DnsTally tally) {
        switch (type) {
            case 2, 5, 12 -> tally.name(there(data.target()).toString());
            case 6 -> {
                Soa soa = there(data.soa());
                tally.name(soa.primary().toString());
                tally.name(soa.mailbox().toString());
            }
            case 15 -> {
                Mx mx = there(data.mx());
                tally.name(mx.exchange().toString());
            }
            default -> {}
        }
    }

    private static <T> T there(@Nullable T part) {
        return Objects.requireNonNull(part);
    }
}
