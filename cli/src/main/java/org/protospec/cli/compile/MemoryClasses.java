package org.protospec.cli.compile;

import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Classes that were compiled while the program runs and never were files: a class loader over byte arrays. */
public final class MemoryClasses extends ClassLoader {
    private final Map<String, byte[]> classes = new LinkedHashMap<>();
    private final ServiceEntries services = new ServiceEntries();

    public MemoryClasses(ClassLoader parent) {
        super(parent);
    }

    void add(String name, byte[] bytes) {
        classes.put(name, bytes);
    }

    /** Binary names of the classes, in the order in which they were compiled. */
    List<String> names() {
        return new ArrayList<>(classes.keySet());
    }

    /** The classes' bytes by binary name, in the order in which they were compiled. */
    public Map<String, byte[]> classes() {
        return Collections.unmodifiableMap(classes);
    }

    /** Names a class as one that implements an interface, so that it is found as a service of this loader. */
    public void addService(String service, String implementation) {
        services.add(service, implementation);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return services.resources(name);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
