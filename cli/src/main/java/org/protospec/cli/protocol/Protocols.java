package org.protospec.cli.protocol;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.protospec.cli.Failure;
import org.protospec.cli.Nearest;
import org.protospec.cli.compile.CompiledSpecs;
import org.protospec.cli.compile.JavaCompilation;
import org.protospec.cli.compile.JavaSource;
import org.protospec.cli.compile.MemoryClasses;
import org.protospec.cli.compile.SpecCompilation;
import org.protospec.runtime.machine.Protocol;

/** Finds the protocol that a word of the command line means: a spec file, the name of a built-in one, or all of these. */
public final class Protocols {
    /** The word for all built-in protocols; a file of that name is {@code ./auto}. */
    public static final String AUTO = "auto";

    private static final String EXTENSION = ".proto-spec";
    /** Below none: the package is the protocol's name, and never that of a built-in protocol. */
    private static final String NO_PACKAGE = "";

    /** {@link #find} as an object. */
    public static final Function<String, @Nullable Protocol> FOUND = new Function<>() {
        @Override
        public @Nullable Protocol apply(String name) {
            return find(name);
        }
    };

    private final SpecCompilation compiler;

    public Protocols(SpecCompilation compiler) {
        this.compiler = compiler;
    }

    /** The protocols of the jars on the class path. */
    public static List<Protocol> builtIn() {
        return ServiceLoader.load(Protocol.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The one of a name among the protocols of the jars on the class path; null where there is none. */
    public static @Nullable Protocol find(String name) {
        Protocol shipped = ShippedProtocols.find(name);
        if (shipped != null) {
            return shipped;
        }
        for (Protocol protocol : ServiceLoader.load(Protocol.class)) {
            if (protocol.name().equals(name)) {
                return protocol;
            }
        }
        return null;
    }

    /** All built-in protocols, in the order of their names, so that the order of the class path means nothing. */
    private static List<Protocol> all() {
        List<Protocol> all = new ArrayList<>(builtIn());
        // Not by Comparator.comparing, whose serializable lambda no class-data archive keeps.
        all.sort((one, other) -> one.name().compareTo(other.name()));
        return all;
    }

    /** Whether a word means a file and not a name. */
    public static boolean isFile(String word) {
        return !word.equals(AUTO) && isPath(word);
    }

    private static boolean isPath(String word) {
        return word.endsWith(EXTENSION) || word.indexOf('/') >= 0 || Files.isRegularFile(Path.of(word));
    }

    /** Loads the protocol; a spec file is compiled in memory. */
    public LoadedProtocol load(String word) throws Failure {
        return isFile(word) ? compile(Path.of(word)) : builtIn(word);
    }

    private static LoadedProtocol builtIn(String name) throws Failure {
        if (name.equals(AUTO)) {
            return new LoadedProtocol(
                    all(), LoadedProtocol.Choice.RECOGNISED, new MemoryClasses(Protocols.class.getClassLoader()), "");
        }
        Protocol named = find(name);
        if (named != null) {
            return LoadedProtocol.one(named, new MemoryClasses(Protocols.class.getClassLoader()), "");
        }
        List<String> names = Stream.concat(Stream.of(AUTO), builtIn().stream().map(Protocol::name))
                .toList();
        throw Failure.usage("there is no file and no protocol \"" + name + "\"" + Nearest.hint(name, names));
    }

    private LoadedProtocol compile(Path file) throws Failure {
        CompiledSpecs compiled = compiler.compile(List.of(SpecCompilation.read(file)), NO_PACKAGE);
        if (compiled.errors() > 0) {
            throw Failure.spec(file + " has errors\n" + compiled.diagnostics().stripTrailing());
        }
        String name = compiled.protocols().isEmpty()
                ? ""
                : compiled.protocols().get(0).className();
        if (name.isEmpty()) {
            throw Failure.spec(file + " has no machine, so that there is nothing to run");
        }
        MemoryClasses classes = new MemoryClasses(Protocols.class.getClassLoader());
        List<JavaSource> sources = compiled.sources().stream()
                .filter(source -> source.path().endsWith(".java"))
                .map(source -> JavaSource.generated(source.path(), source.text()))
                .toList();
        JavaCompilation.compile(sources, classes);
        try {
            Object made = classes.loadClass(name).getConstructor().newInstance();
            return LoadedProtocol.one((Protocol) made, classes, compiled.diagnostics());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException("the generated " + name + " is no protocol", e);
        }
    }
}
