package org.protospec.it.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.protospec.it.captures.Captures;
import org.protospec.it.smtp.Recording;
import org.protospec.it.smtp.Recording.Call;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.Packet;
import org.protospec.runtime.flow.Direction;

/** Makes the first inputs of the fuzz targets from the project's own captures: {@code it-tests/fuzz seeds}. */
final class Seeds {
    private static final int MOST_PACKETS = 24;
    private static final List<String> SMALL =
            List.of("smtp-plain", "smtp-ipv6", "smtp-pipelined", "smtp-bdat", "smtp-empty-mail");

    private final Path folder;

    private Seeds(Path folder) {
        this.folder = folder;
    }

    /** Writes the seeds below a folder, that of this package's test resources. */
    public static void main(String[] args) throws IOException {
        new Seeds(Path.of(args[0])).write();
    }

    private void write() throws IOException {
        for (Path sample : Captures.in(Captures.samples())) {
            String name = sample.getFileName().toString().replace(".pcap", "");
            for (Recording recording : Recording.of(sample)) {
                String number = recording.name().replaceAll(".* flow (\\d+) .*", "$1");
                write(SmtpFuzzTest.class, "session", name + "-" + number, script(recording));
            }
        }
        for (String name : SMALL) {
            stack(name);
        }
        BuiltPackets.scripts().forEach((name, input) -> write(StackFuzzTest.class, "packets", name, input));
        captures();
    }

    private void write(Class<?> target, String method, String name, byte[] input) {
        Path file = folder.resolve(target.getSimpleName() + "Inputs")
                .resolve(method)
                .resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, input);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] script(Recording recording) {
        Script script = new Script();
        for (Call call : recording.calls()) {
            if (call instanceof Call.Data data) {
                boolean up = data.direction() == Direction.UP;
                script.add(up ? SmtpScript.DATA_UP : SmtpScript.DATA_DOWN, data.bytes());
            } else if (call instanceof Call.Closed closed) {
                boolean up = closed.direction() == Direction.UP;
                script.add(up ? SmtpScript.CLOSED_UP : SmtpScript.CLOSED_DOWN, new byte[0]);
            } else if (call instanceof Call.End end) {
                script.add(SmtpScript.END, new byte[] {(byte) end.reason().ordinal()});
            }
        }
        return script.input();
    }

    private void stack(String name) throws IOException {
        Script script = new Script();
        try (Capture capture = Capture.open(Captures.sample(name))) {
            Packet packet = new Packet();
            while (capture.next(packet) && packet.number() <= MOST_PACKETS) {
                int from = packet.offset();
                script.add(0, Arrays.copyOfRange(packet.bytes(), from, from + packet.length()));
            }
        }
        write(StackFuzzTest.class, "packets", name, script.input());
    }

    private void captures() throws IOException {
        BuiltCaptures.all().forEach((name, file) -> write(CaptureFuzzTest.class, "read", name, file));
        byte[] pcapng = BuiltCaptures.all().get("pcapng-little");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(pcapng);
        }
        write(CaptureFuzzTest.class, "read", "pcapng-gzipped", packed.toByteArray());
    }
}
