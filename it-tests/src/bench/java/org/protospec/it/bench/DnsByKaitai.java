package org.protospec.it.bench;

import io.kaitai.struct.ByteBufferKaitaiStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.protospec.it.bench.kaitai.DnsMessage;

/** Reads messages of DNS by the parser that Kaitai Struct generates; names are put together by hand, as its language has no way to. */
final class DnsByKaitai {
    private static final int MAX_NAME = 255;
    private static final int POINTER = 0xc0;

    private final byte[] name = new byte[MAX_NAME];

    static DnsMessage read(byte[] bytes) {
        return new DnsMessage(new ByteBufferKaitaiStream(bytes));
    }

    static void numbers(DnsMessage message, DnsTally tally) {
        tally.number(message.id());
        tally.number(message.isResponse() ? 1 : 0);
        tally.number(message.code());
        tally.number(message.numQuestions());
        List<DnsMessage.Question> questions = message.questions();
        for (int i = 0; i < questions.size(); i++) {
            tally.number(questions.get(i).type());
            tally.number(questions.get(i).dnsClass());
        }
        numbers(message.answers(), tally);
        numbers(message.authorities(), tally);
        numbers(message.additionals(), tally);
    }

    private static void numbers(List<DnsMessage.Record> records, DnsTally tally) {
        for (int i = 0; i < records.size(); i++) {
            DnsMessage.Record record = records.get(i);
            tally.number(record.type());
            tally.number(record.dnsClass());
            tally.number(record.ttl());
            tally.number(record.lenData());
            numbers(record, tally);
        }
    }

    private static void numbers(DnsMessage.Record record, DnsTally tally) {
        switch (record.type()) {
            case 1 -> tally.number(((DnsMessage.Address) record.data()).octets()[3] & 0xff);
            case 6 -> {
                DnsMessage.Authority soa = (DnsMessage.Authority) record.data();
                tally.number(soa.serial());
                tally.number(soa.refresh());
                tally.number(soa.retry());
                tally.number(soa.expire());
                tally.number(soa.minimum());
            }
            case 15 -> tally.number(((DnsMessage.MailExchange) record.data()).preference());
            case 16 -> {
                List<DnsMessage.CharacterString> strings = ((DnsMessage.Texts) record.data()).strings();
                for (int i = 0; i < strings.size(); i++) {
                    byte[] text = strings.get(i).text();
                    tally.number(text.length);
                    tally.number(text[0] & 0xff);
                }
            }
            default -> {}
        }
    }

    void names(DnsMessage message, DnsTally tally) {
        List<DnsMessage.Question> questions = message.questions();
        for (int i = 0; i < questions.size(); i++) {
            tally.name(text(questions.get(i).name()));
        }
        names(message.answers(), tally);
        names(message.authorities(), tally);
        names(message.additionals(), tally);
    }

    private void names(List<DnsMessage.Record> records, DnsTally tally) {
        for (int i = 0; i < records.size(); i++) {
            DnsMessage.Record record = records.get(i);
            tally.name(text(record.name()));
            switch (record.type()) {
                case 2, 5, 12 -> tally.name(text(((DnsMessage.Target) record.data()).name()));
                case 6 -> {
                    DnsMessage.Authority soa = (DnsMessage.Authority) record.data();
                    tally.name(text(soa.primary()));
                    tally.name(text(soa.mailbox()));
                }
                case 15 -> tally.name(text(((DnsMessage.MailExchange) record.data()).exchange()));
                default -> {}
            }
        }
    }

    /** Labels with dots between them, "." for the root; what would need an escape does not occur here. */
    private String text(DnsMessage.Name first) {
        int length = 0;
        DnsMessage.Name part = first;
        while (part != null) {
            List<DnsMessage.Label> labels = part.labels();
            part = null;
            for (int i = 0; i < labels.size(); i++) {
                DnsMessage.Label label = labels.get(i);
                if (label.lenText() >= POINTER) {
                    part = label.rest();
                } else if (label.lenText() > 0) {
                    if (length > 0) {
                        name[length++] = '.';
                    }
                    System.arraycopy(label.text(), 0, name, length, label.lenText());
                    length += label.lenText();
                }
            }
        }
        return length == 0 ? "." : new String(name, 0, length, StandardCharsets.ISO_8859_1);
    }
}
