package dev.devledger.bootstrap.start;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Makes a stop that was asked for an exit with 0. The JVM's own answer to a signal is 128 and the signal's number, which
 * Maven, systemd and shells take for a failure.
 */
final class StopSignals {
    /** Ctrl-C, {@code kill}, and a terminal that is closed. */
    private static final List<String> STOPS = List.of("INT", "TERM", "HUP");

    private StopSignals() {}

    static void exitWithZero() {
        STOPS.forEach(StopSignals::exitWithZero);
    }

    /** By reflection: javac warns of this API, which every JDK has, and for which there is no other. */
    private static void exitWithZero(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object exit =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (proxy, call, a) -> {
                        System.exit(0);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), exit);
        } catch (ReflectiveOperationException unknown) {
            // The JVM's own answer remains: this system has no such signal, or the JVM was told to leave signals alone.
        }
    }
}
