package org.protospec.it.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.protospec.it.bench.constructs.Choice;
import org.protospec.it.bench.constructs.Header;
import org.protospec.it.bench.constructs.HeaderParser;
import org.protospec.it.bench.constructs.Line;
import org.protospec.it.bench.constructs.Lines;
import org.protospec.it.bench.constructs.Literal;
import org.protospec.it.bench.constructs.Token;
import org.protospec.runtime.parse.Input;
import org.protospec.runtime.parse.Message;
import org.protospec.runtime.parse.MessageParser;
import org.protospec.runtime.parse.Progress;

/** What one message of each construct costs, whole in an array, beside the same by hand where that is more than a line. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Constructs {
    private final Input input = Input.of(new byte[0], 0, 0);
    private final MessageParser<Token> tokens = Token.parser();
    private final MessageParser<Literal> literals = Literal.parser();
    private final MessageParser<Line> line = Line.parser();
    private final MessageParser<Lines> lines = Lines.parser();
    private final MessageParser<Choice> choices = Choice.parser();
    private final HeaderParser headers = Header.parser();
    private final byte[] word = bytes("abcdefghijklmnop\r\n");
    private final byte[] literal = bytes("a literal of 27 bytes, CRLF\r\n");
    private final byte[] longLine = bytes("x".repeat(4094) + "\r\n");
    private final byte[] eightLines = bytes("a line of thirty bytes, CRLF..\r\n".repeat(8));
    private final byte[] choice = {2, 0, 0, 0, 1};
    private final byte[] packet = packet();
    private final HandWrittenHeader view = new HandWrittenHeader();
    private int headerAt = 34;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] packet() {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) 0x51);
        return bytes;
    }

    private <M extends Message> M read(MessageParser<M> parser, byte[] bytes) {
        input.datagram(bytes, 0, bytes.length);
        parser.start(input);
        if (parser.parse(input) != Progress.DONE) {
            throw new IllegalStateException(parser.message().messageName());
        }
        return parser.message();
    }

    /** 18 bytes. */
    @Benchmark
    public Object token() {
        return read(tokens, word);
    }

    /** 29 bytes. */
    @Benchmark
    public Object literal() {
        return read(literals, literal);
    }

    /** 4,096 bytes. */
    @Benchmark
    public Object until() {
        return read(line, longLine);
    }

    @Benchmark
    public int untilByHand() {
        int at = 0;
        while (longLine[at] != '\r' || longLine[at + 1] != '\n') {
            at++;
        }
        return at;
    }

    /** 256 bytes, 8 elements. */
    @Benchmark
    public Object array() {
        return read(lines, eightLines);
    }

    @Benchmark
    public Object choice() {
        return read(choices, choice);
    }

    /** 20 bytes somewhere in an array, as in a packet; all of the nine fields are looked at. */
    @Benchmark
    public long header() {
        if (headers.read(packet, headerAt, packet.length) < 0) {
            throw new IllegalStateException("no header");
        }
        Header read = headers.message();
        return read.source()
                + read.destination()
                + read.sequence()
                + read.acknowledgment()
                + read.offset()
                + read.reserved()
                + read.window()
                + read.checksum()
                + read.urgent();
    }

    /** The same without an object that remembers where it lies, as the next one. */
    @Benchmark
    public long headerInPlace() {
        byte[] bytes = packet;
        int at = headerAt;
        if (!HeaderParser.isWhole(bytes, at, bytes.length)) {
            throw new IllegalStateException("no header");
        }
        return Header.source(bytes, at)
                + Header.destination(bytes, at)
                + Header.sequence(bytes, at)
                + Header.acknowledgment(bytes, at)
                + Header.offset(bytes, at)
                + Header.reserved(bytes, at)
                + Header.window(bytes, at)
                + Header.checksum(bytes, at)
                + Header.urgent(bytes, at);
    }

    @Benchmark
    public long headerByHand() {
        byte[] bytes = packet;
        int at = headerAt;
        if (bytes.length - at < 20) {
            throw new IllegalStateException("no header");
        }
        int offset = (bytes[at + 12] & 0xff) >>> 4;
        if (offset < 5) {
            throw new IllegalStateException("no header");
        }
        return HandWrittenHeader.u16(bytes, at)
                + HandWrittenHeader.u16(bytes, at + 2)
                + HandWrittenHeader.u32(bytes, at + 4)
                + HandWrittenHeader.u32(bytes, at + 8)
                + offset
                + (HandWrittenHeader.u16(bytes, at + 12) & 0xfff)
                + HandWrittenHeader.u16(bytes, at + 14)
                + HandWrittenHeader.u16(bytes, at + 16)
                + HandWrittenHeader.u16(bytes, at + 18);
    }

    /** The same by a view that others can look at later, as a generated message is one. */
    @Benchmark
    public long headerByView() {
        if (!view.show(packet, headerAt, packet.length)) {
            throw new IllegalStateException("no header");
        }
        return view.sum();
    }
}
