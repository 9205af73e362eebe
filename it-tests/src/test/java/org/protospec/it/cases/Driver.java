package org.protospec.it.cases;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.protospec.runtime.machine.Machine;

/** Drives a machine over events as a case says, by the methods that its generated class has for them. */
final class Driver {
    private Driver() {}

    /** Calls the method of an event. */
    static void happens(Machine machine, Step.Happens event) {
        for (Method method : machine.getClass().getDeclaredMethods()) {
            boolean drives = method.getName().equals(event.event())
                    && java.lang.reflect.Modifier.isPublic(method.getModifiers())
                    && method.getParameterCount() == event.arguments().size();
            if (drives) {
                call(machine, method, event.arguments());
                return;
            }
        }
        throw new IllegalArgumentException("the machine has no such event: " + event);
    }

    private static void call(Machine machine, Method method, List<Object> arguments) {
        Object[] given = arguments.toArray();
        for (int i = 0; i < given.length; i++) {
            if (method.getParameterTypes()[i] == int.class && given[i] instanceof Long number) {
                given[i] = number.intValue();
            }
        }
        try {
            method.invoke(machine, given);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
