package org.protospec.cli.mails;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.protospec.cli.toy.ToyCapture;
import org.protospec.cli.toy.ToyProtocol;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.engine.Dissection;

class MailFilesTest {
    @TempDir
    private Path folder;

    private interface Script {
        void write(ToyCapture capture) throws IOException;
    }

    private List<String> index(Script script) throws IOException {
        Path file = folder.resolve("toy.pcap");
        try (ToyCapture capture = ToyCapture.create(file)) {
            script.write(capture);
        }
        ToyProtocol protocol = new ToyProtocol();
        MailFiles mails = new MailFiles(folder, protocol);
        try (Capture capture = Capture.open(file)) {
            mails.begin("toy.pcap");
            Dissection.of(new PacketStack())
                    .protocol(protocol)
                    .rules(mails)
                    .build()
                    .run(capture);
        }
        assertThat(mails.index().lines().skip(1)).hasSize(mails.mails());
        return mails.index().lines().skip(1).toList();
    }

    private String mail(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void aMailIsAFileAndALine() throws IOException {
        List<String> index = index(c -> c.connect(40000)
                .up("BODY 6\nabc")
                .up("def")
                .down("MAIL a@example.org\n")
                .close());
        assertThat(mail("0001.eml")).isEqualTo("abcdef");
        assertThat(index).hasSize(1);
        assertThat(index.get(0))
                .matches(
                        "0001\\.eml\ttoy\\.pcap\t4\t2020-09-13T12:26:40\\.\\d{6}Z\t1\t10\\.0\\.0\\.1:40000"
                                + "\t10\\.0\\.0\\.2:7777\ta@example\\.org\tb@example\\.org,c@example\\.org\t6\ttrue\ttrue\t250");
    }

    @Test
    void chunksAreOneMail() throws IOException {
        List<String> index = index(c -> c.connect(40000)
                .up("CHUNK 3\nabcCHUNK 2\nde")
                .up("BODY 1\nf")
                .down("MAIL x\n")
                .up("BODY 2\ngh")
                .down("MAIL y\n"));
        assertThat(mail("0001.eml")).isEqualTo("abcdef");
        assertThat(mail("0002.eml")).isEqualTo("gh");
        assertThat(index).hasSize(2);
    }

    @Test
    void answersBelongToTheOldestMailThatWaits() throws IOException {
        List<String> index =
                index(c -> c.connect(40000).up("BODY 1\naBODY 1\nb").down("MAIL first\nMAIL second\n"));
        assertThat(index.get(0)).startsWith("0001.eml").contains("\tfirst\t");
        assertThat(index.get(1)).startsWith("0002.eml").contains("\tsecond\t");
    }

    @Test
    void whatWasNeverWholeOrAnsweredIsInTheIndexToo() throws IOException {
        List<String> index = index(c -> c.connect(40000).up("BODY 9\nabc").close());
        assertThat(mail("0001.eml")).isEqualTo("abc");
        assertThat(index.get(0)).endsWith("\t\t\t3\tfalse\t\t");
    }

    @Test
    void aMailOfNoByteIsAnEmptyFile() throws IOException {
        assertThat(index(c -> c.connect(40000).up("BODY 0\n").down("MAIL x\n"))).hasSize(1);
        assertThat(mail("0001.eml")).isEmpty();
    }

    @Test
    void largeMailsAreWrittenPieceByPiece() throws IOException {
        String block = "0123456789abcdef".repeat(60);
        index(c -> {
            ToyCapture.Connection connection = c.connect(40000).up("BODY " + 200 * block.length() + "\n");
            for (int i = 0; i < 200; i++) {
                connection.up(block);
            }
            connection.down("MAIL x\n");
        });
        assertThat(mail("0001.eml")).isEqualTo(block.repeat(200));
    }

    @Test
    void valuesCannotBreakTheIndex() throws IOException {
        List<String> index = index(c -> c.connect(40000).up("BODY 1\na").down("MAIL a\tb\rc\n"));
        assertThat(index.get(0)).contains("\ta?b?c\t");
    }
}
