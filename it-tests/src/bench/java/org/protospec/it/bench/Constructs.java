package org.protospec.it.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Input input = Input.of(new byte[0], 0, 0);
    private final MessageParser<Token> tokens = Token.parser();
    private final MessageParser<Literal> literals = Literal.parser();
    private final MessageParser<Line> line = Line.parser();
    private final MessageParser<Lines> lines = Lines.parser();
    private final MessageParser<Choice> choices = Choice.parser();
    private final MessageParser<Header> headers = Header.parser();
    private final byte[] word = bytes("abcdefghijklmnop\r\n");
    private final byte[] literal = bytes("a literal of 27 bytes, CRLF\r\n");
    private final byte[] longLine = bytes("x".repeat(4094) + "\r\n");
    private final byte[] eightLines = bytes("a line of thirty bytes, CRLF..\r\n".repeat(8));
    private final byte[] choice = {2, 0, 0, 0, 1};
    private final byte[] header = headerBytes();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] headerBytes() {
        byte[] bytes = new byte[20];
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

    /** 20 bytes, of which three fields are looked at. */
    @Benchmark
    public long header() {
        if (headers.read(header, 0, header.length) < 0) {
            throw new IllegalStateException("no header");
        }
        Header read = headers.message();
        return read.sequence() + read.source() + read.offset();
    }

    @Benchmark
    public long headerByHand() {
        int offset = header[12] >>> 4 & 0xf;
        if (header.length < 20 || offset < 5) {
            throw new IllegalStateException("no header");
        }
        return ((int) INT.get(header, 4) & 0xffff_ffffL) + ((header[0] & 0xff) << 8 | header[1] & 0xff) + offset;
    }
}
