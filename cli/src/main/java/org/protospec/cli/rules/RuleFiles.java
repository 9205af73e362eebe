package org.protospec.cli.rules;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.protospec.cli.Failure;
import org.protospec.cli.compile.JavaCompilation;
import org.protospec.cli.compile.JavaSource;
import org.protospec.cli.compile.MemoryClasses;
import org.protospec.runtime.event.RuleSet;

/** The rules of {@code --rules FILE.java|JAR}. */
public final class RuleFiles {
    private final MemoryClasses classes;

    /** Rules that may refer to {@code classes}, where those of a .java file go as well. */
    public RuleFiles(MemoryClasses classes) {
        this.classes = classes;
    }

    /** The rule sets of a file, in the order in which it names them. */
    public List<RuleSet> load(Path file) throws Failure {
        if (!Files.isRegularFile(file)) {
            throw Failure.file(file + ": there is no such file");
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        List<RuleSet> found;
        if (name.endsWith(".java")) {
            found = compile(file);
        } else if (name.endsWith(".jar")) {
            found = jar(file);
        } else {
            throw Failure.usage("--rules takes a .java file or a .jar, not " + file);
        }
        if (found.isEmpty()) {
            throw Failure.spec(file + ": has no class that implements " + RuleSet.class.getName()
                    + (name.endsWith(".jar") ? " and is named in META-INF/services" : ""));
        }
        return found;
    }

    private List<RuleSet> compile(Path file) throws Failure {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw Failure.file(file + ": cannot be read (" + e.getMessage() + ")");
        }
        List<RuleSet> found = new ArrayList<>();
        for (String name : JavaCompilation.compile(List.of(JavaSource.of(file, text)), classes)) {
            Class<?> type = load(name);
            boolean isRule = RuleSet.class.isAssignableFrom(type)
                    && !type.isInterface()
                    && !type.isAnonymousClass()
                    && !type.isLocalClass()
                    && !Modifier.isAbstract(type.getModifiers());
            if (isRule) {
                found.add(instance(file, type.asSubclass(RuleSet.class)));
            }
        }
        return found;
    }

    private Class<?> load(String name) {
        try {
            return classes.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " was compiled a moment ago", e);
        }
    }

    private static RuleSet instance(Path file, Class<? extends RuleSet> type) throws Failure {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw Failure.spec(file + ": " + type.getName() + " has no constructor without parameters");
        } catch (InvocationTargetException e) {
            throw Failure.spec(file + ": the constructor of " + type.getName() + " failed: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw Failure.spec(file + ": " + type.getName() + " cannot be made: " + e.getMessage());
        }
    }

    private List<RuleSet> jar(Path file) throws Failure {
        try {
            // Never closed: rules load their classes when they need them, until the program ends.
            ClassLoader loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, classes);
            return ServiceLoader.load(RuleSet.class, loader).stream()
                    .filter(provider -> provider.type().getClassLoader() == loader)
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (MalformedURLException e) {
            throw Failure.file(file + ": cannot be read (" + e.getMessage() + ")");
        } catch (ServiceConfigurationError e) {
            throw Failure.spec(file + ": " + e.getMessage());
        }
    }
}
