package org.protospec.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.protospec.it.bench.kaitai.DnsMessage;
import org.protospec.protocols.dns.MessageMessage;

/** What four messages of DNS cost, read by our generated parser and by Kaitai Struct's, and all of their fields looked at. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DnsParsers {
    private final byte[][] messages = DnsMessages.four().toArray(byte[][]::new);
    private final DnsByProtospec ours = new DnsByProtospec();
    private final DnsByKaitai kaitai = new DnsByKaitai();

    /** Both have to read the same. */
    @Setup
    public void compare() {
        List<String> ourNames = new ArrayList<>();
        List<String> kaitaiNames = new ArrayList<>();
        DnsTally ourTally = new DnsTally(ourNames::add);
        DnsTally kaitaiTally = new DnsTally(kaitaiNames::add);
        for (byte[] message : messages) {
            MessageMessage read = ours.read(message);
            DnsByProtospec.numbers(read, ourTally);
            DnsByProtospec.names(read, ourTally);
            DnsMessage expected = DnsByKaitai.read(message);
            DnsByKaitai.numbers(expected, kaitaiTally);
            kaitai.names(expected, kaitaiTally);
            if (ourTally.sum() != kaitaiTally.sum() || !ourNames.equals(kaitaiNames)) {
                throw new IllegalStateException(ourTally.sum() + " " + ourNames + ", but Kaitai's parser reads "
                        + kaitaiTally.sum() + " " + kaitaiNames);
            }
        }
        if (ourNames.size() != 25 || !ourNames.contains("edge7.cdn.example.net") || !ourNames.contains(".")) {
            throw new IllegalStateException("names are missing: " + ourNames);
        }
    }

    /** All fields but names as text. */
    @Benchmark
    public long numbers(Blackhole names) {
        DnsTally tally = new DnsTally(names::consume);
        for (byte[] message : messages) {
            DnsByProtospec.numbers(ours.read(message), tally);
        }
        return tally.sum();
    }

    @Benchmark
    public long numbersKaitai(Blackhole names) {
        DnsTally tally = new DnsTally(names::consume);
        for (byte[] message : messages) {
            DnsByKaitai.numbers(DnsByKaitai.read(message), tally);
        }
        return tally.sum();
    }

    /** All fields, and each name as a string. */
    @Benchmark
    public long names(Blackhole names) {
        DnsTally tally = new DnsTally(names::consume);
        for (byte[] message : messages) {
            MessageMessage read = ours.read(message);
            DnsByProtospec.numbers(read, tally);
            DnsByProtospec.names(read, tally);
        }
        return tally.sum();
    }

    @Benchmark
    public long namesKaitai(Blackhole names) {
        DnsTally tally = new DnsTally(names::consume);
        for (byte[] message : messages) {
            DnsMessage read = DnsByKaitai.read(message);
            DnsByKaitai.numbers(read, tally);
            kaitai.names(read, tally);
        }
        return tally.sum();
    }
}
