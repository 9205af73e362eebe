package org.protospec.cli.rules;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.protospec.cli.Failure;
import org.protospec.cli.compile.JavaCompilation;
import org.protospec.cli.compile.JavaSource;
import org.protospec.cli.compile.MemoryClasses;
import org.protospec.runtime.event.RuleSet;
import org.protospec.runtime.machine.Externs;

/** The rules of {@code --rules FILE.java|JAR}, and what such files have for specs that leave something to Java. */
public final class RuleFiles {
    private static final String SERVICES = "META-INF/services/";

    private final MemoryClasses classes;
    private ClassLoader loader;

    /** Rules that may refer to {@code classes}, where those of a .java file go as well. */
    public RuleFiles(MemoryClasses classes) {
        this.classes = classes;
        this.loader = classes;
    }

    /** What finds the classes of all files, as services too. */
    public ClassLoader loader() {
        return loader;
    }

    /** The rule sets of a file, in the order in which it names them. */
    public List<RuleSet> load(Path file) throws Failure {
        if (!Files.isRegularFile(file)) {
            throw Failure.file(file + ": there is no such file");
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        Found found;
        if (name.endsWith(".java")) {
            found = compile(file);
        } else if (name.endsWith(".jar")) {
            found = jar(file);
        } else {
            throw Failure.usage("--rules takes a .java file or a .jar, not " + file);
        }
        if (found.rules().isEmpty() && found.externs().isEmpty()) {
            throw Failure.spec(file + ": has no class that implements " + RuleSet.class.getName()
                    + " or what a spec leaves to Java"
                    + (name.endsWith(".jar") ? " and is named in META-INF/services" : ""));
        }
        return found.rules();
    }

    /**
     * What a file has.
     *
     * @param externs the classes, or the interfaces, of what specs leave to Java
     */
    private record Found(List<RuleSet> rules, List<String> externs) {}

    private Found compile(Path file) throws Failure {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw Failure.file(file + ": cannot be read (" + e.getMessage() + ")");
        }
        List<RuleSet> found = new ArrayList<>();
        List<String> externs = new ArrayList<>();
        for (String name : JavaCompilation.compile(List.of(JavaSource.of(file, text)), classes)) {
            Class<?> type = load(name);
            boolean isMade = !type.isInterface()
                    && !type.isAnonymousClass()
                    && !type.isLocalClass()
                    && !Modifier.isAbstract(type.getModifiers());
            if (isMade && RuleSet.class.isAssignableFrom(type)) {
                found.add(instance(file, type.asSubclass(RuleSet.class)));
            }
            if (isMade && Externs.class.isAssignableFrom(type)) {
                externs.add(name);
                install(type, name);
            }
        }
        return new Found(found, externs);
    }

    /** Makes a class known as what it implements of what specs leave to Java. */
    private void install(Class<?> type, String implementation) {
        for (Class<?> each : type.getInterfaces()) {
            if (each != Externs.class && Externs.class.isAssignableFrom(each)) {
                classes.addService(each.getName(), implementation);
            }
        }
        Class<?> parent = type.getSuperclass();
        if (parent != null) {
            install(parent, implementation);
        }
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

    private Found jar(Path file) throws Failure {
        try (JarFile jar = new JarFile(file.toFile())) {
            // Never closed: rules load their classes when they need them, until the program ends.
            ClassLoader own = new URLClassLoader(new URL[] {file.toUri().toURL()}, loader);
            loader = own;
            List<RuleSet> rules = ServiceLoader.load(RuleSet.class, own).stream()
                    .filter(provider -> provider.type().getClassLoader() == own)
                    .map(ServiceLoader.Provider::get)
                    .toList();
            List<String> externs = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(SERVICES) && name.length() > SERVICES.length())
                    .map(name -> name.substring(SERVICES.length()))
                    .filter(name -> isExterns(name, own))
                    .toList();
            return new Found(rules, externs);
        } catch (IOException e) {
            throw Failure.file(file + ": cannot be read (" + e.getMessage() + ")");
        } catch (ServiceConfigurationError e) {
            throw Failure.spec(file + ": " + e.getMessage());
        }
    }

    private static boolean isExterns(String name, ClassLoader loader) {
        try {
            return Externs.class.isAssignableFrom(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            // A service of something else.
            return false;
        }
    }
}
