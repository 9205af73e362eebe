package org.protospec.runtime.machine;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds the implementation of what a spec leaves to Java, which a jar names in {@code META-INF/services}. It is looked for when it is
 * needed, and each time a new one is made.
 *
 * @param <E> the interface that was generated from the spec
 */
public final class InstalledExterns<E extends Externs> implements Supplier<E> {
    private final String protocol;
    private final Class<E> type;

    /** The implementation of an interface, for the protocol of a name. */
    public InstalledExterns(String protocol, Class<E> type) {
        this.protocol = protocol;
        this.type = type;
    }

    /**
     * Makes sure that there is an implementation, if it is one that has to be found.
     *
     * @throws MissingExternsException if there is none, or more than one
     */
    public static void require(Supplier<? extends Externs> supplier) {
        if (supplier instanceof InstalledExterns<?> installed) {
            installed.provider();
        }
    }

    /**
     * A new implementation.
     *
     * @throws MissingExternsException if there is none, if there is more than one, or if it cannot be made
     */
    @Override
    public E get() {
        try {
            return provider().get();
        } catch (ServiceConfigurationError e) {
            throw unusable(e);
        }
    }

    private ServiceLoader.Provider<E> provider() {
        List<ServiceLoader.Provider<E>> found = providers(Thread.currentThread().getContextClassLoader());
        if (found.isEmpty()) {
            // The interface may belong to a loader that the thread does not know.
            found = providers(type.getClassLoader());
        }
        if (found.size() > 1) {
            String all = found.stream().map(each -> each.type().getName()).collect(Collectors.joining(", "));
            throw new MissingExternsException("the protocol " + protocol + " needs one implementation of "
                    + type.getName() + ", and several are installed: " + all);
        }
        if (found.isEmpty()) {
            throw new MissingExternsException("the protocol " + protocol + " needs an implementation of "
                    + type.getName() + ", and none is installed: name one in META-INF/services/" + type.getName()
                    + ", or give it to the constructor of the protocol's class");
        }
        return found.get(0);
    }

    private List<ServiceLoader.Provider<E>> providers(ClassLoader loader) {
        try {
            return ServiceLoader.load(type, loader).stream().toList();
        } catch (ServiceConfigurationError e) {
            throw unusable(e);
        }
    }

    private MissingExternsException unusable(ServiceConfigurationError e) {
        Throwable cause = e.getCause();
        String why = cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause;
        return new MissingExternsException(
                "the protocol " + protocol + " cannot use what is installed for it: " + why, e);
    }
}
