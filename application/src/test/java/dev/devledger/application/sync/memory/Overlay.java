package dev.devledger.application.sync.memory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A port of which some methods are replaced; methods added to the port later need no change here. */
public final class Overlay {
    private Overlay() {}

    /**
     * Returns the port in which each public method of {@code changed} replaces the port's method with that name and
     * those parameters.
     */
    public static <T> T over(Class<T> port, T real, Object changed) {
        Map<Method, Method> others = new HashMap<>();
        for (Method each : port.getMethods()) {
            try {
                Method other = changed.getClass().getMethod(each.getName(), each.getParameterTypes());
                other.setAccessible(true);
                others.put(each, other);
            } catch (NoSuchMethodException e) {
                // as the real one does it
            }
        }
        requireAll(port, changed, others);
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    Method other = others.get(method);
                    try {
                        return other == null ? method.invoke(real, arguments) : other.invoke(changed, arguments);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                }));
    }

    private static void requireAll(Class<?> port, Object changed, Map<Method, Method> others) {
        long meant = Arrays.stream(changed.getClass().getMethods())
                .filter(each -> each.getDeclaringClass() != Object.class)
                .count();
        if (meant != others.size()) {
            throw new AssertionError(changed.getClass() + " changes what " + port + " does not have");
        }
    }
}
