package org.protospec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.apache.commons.cli.Option;
import org.protospec.cli.compile.SpecCompilation;
import org.protospec.cli.mails.MailFiles;
import org.protospec.cli.protocol.LoadedProtocol;
import org.protospec.cli.protocol.Protocols;
import org.protospec.protocols.stack.PacketStack;
import org.protospec.runtime.capture.Capture;
import org.protospec.runtime.capture.CaptureProblem;
import org.protospec.runtime.engine.Dissection;
import org.protospec.runtime.engine.DissectionBuilder;
import org.protospec.runtime.machine.Protocol;

/** {@code protospec mails}: the mails of SMTP captures as files. */
final class MailsCommand implements Subcommand {
    private static final String INDEX = "index.tsv";

    private static final CommandSyntax.Operand CAPTURES =
            new CommandSyntax.Operand("CAPTURE...", "Capture files; - is standard input.");

    private static final Option FOLDER = CommandSyntax.folder("The folder for the mails; \"mails\" if not given.");

    private static final Option PORT = CommandSyntax.valued("port", "N[,N...]", "The ports of mail servers.");

    private static final CommandSyntax SYNTAX = new CommandSyntax(
            "protospec mails",
            "[OPTIONS] CAPTURE...",
            "Writes the mails of SMTP captures as .eml files, with an index (index.tsv).",
            List.of(CAPTURES),
            List.of(FOLDER, PORT));

    private final Console console;

    MailsCommand(Console console) {
        this.console = console;
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public int run(Arguments arguments) throws Failure {
        List<String> captures = arguments.operands(CAPTURES);
        List<Integer> ports = arguments.numbers(PORT);
        Path folder = Path.of(arguments.value(FOLDER, "mails"));
        LoadedProtocol loaded = new Protocols(SpecCompilation.installed()).load("smtp");
        console.err().print(loaded.warnings());
        Protocol smtp = loaded.protocols().get(0);
        DissectionBuilder builder = Dissection.of(new PacketStack());
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
