package org.protospec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.protospec.cli.compile.SpecCompilation;
import org.protospec.cli.mails.MailFiles;
import org.protospec.cli.protocol.Protocols;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.machine.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code protospec mails}: the mails of SMTP captures as files. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        customSynopsis = "protospec mails [OPTIONS] CAPTURE...",
        description = "Writes the mails of SMTP captures as .eml files, with an index (index.tsv).",
        footer = ExitStatus.FOOTER_TEXT)
final class MailsCommand implements Callable<Integer> {
    private static final String INDEX = "index.tsv";

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "CAPTURE", description = "Capture files; - is standard input.")
    private List<String> captures = new ArrayList<>();

    @Option(names = "-o", paramLabel = "DIR", description = "The folder for the mails; \"mails\" if not given.")
    private Path folder = Path.of("mails");

    @Option(names = "--port", paramLabel = "N", split = ",", description = "The ports of mail servers.")
    private List<Integer> ports = new ArrayList<>();

    MailsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        Protocol smtp = new Protocols(SpecCompilation.installed())
                .load("smtp", console.err()::print)
                .protocols()
                .get(0);
        Dissection.Builder builder = Dissection.of(Run.decoder());
        if (ports.isEmpty()) {
            builder.protocol(smtp);
        } else {
            BitSet set = Ports.of(ports);
            builder.protocol(smtp, set);
        }
        MailFiles mails = new MailFiles(folder, smtp);
        Dissection dissection = builder.rules(mails).build();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Failure.file(folder + ": cannot be created (" + e + ")");
        }
        boolean unreadable = false;
        for (String name : captures) {
            unreadable |= !read(name, dissection, mails);
        }
        FileWriting.write(folder, INDEX, mails.index());
        console.out().print(mails.mails() + (mails.mails() == 1 ? " mail in " : " mails in ") + folder + "\n");
        return unreadable ? ExitStatus.FILES : ExitStatus.DONE;
    }

    private boolean read(String name, Dissection dissection, MailFiles mails) {
        try (Capture capture = Run.open(console, name)) {
            mails.begin(name);
            dissection.run(capture);
            for (CaptureProblem problem : capture.problems()) {
                console.complain(problem.toString());
            }
            return capture.problems().isEmpty();
        } catch (IOException e) {
            console.complain(Objects.requireNonNullElse(e.getMessage(), name));
        }
        return false;
    }
}
