package dev.devledger.bootstrap.start;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Limits a stop: running work may end first, but after a while the connections to the database are cut, so that
 * whatever waits for it fails. If even that is not enough, the process ends anyway.
 */
public final class StopDeadline implements ApplicationListener<ContextClosedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(StopDeadline.class);
    private static final Logger DEVLEDGER = LoggerFactory.getLogger("Devledger");

    private static final Duration LONGEST = Duration.ofSeconds(28);

    /** The shell's exit code for a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    private final HikariDataSource pool;
    private final Duration grace;
    private volatile boolean cutOff;

    public StopDeadline(HikariDataSource pool, Duration grace) {
        this.pool = pool;
        this.grace = grace;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent stop) {
        after(grace, () -> {
            if (!pool.isClosed()) {
                LOG.warn(
                        "After {} s some work still waits for the database; the stop does not wait for it any"
                                + " longer",
                        grace.toSeconds());
                cutOff = true;
                pool.close();
            }
        });
    }

    /**
     * From now on a stop ends the process, with 0 only if nothing was cut off; during a start, a stop always cuts it
     * off. Only for the process, not for applications that a test starts in its own.
     */
    void endsTheProcess() {
        try {
            SpringApplication.getShutdownHandlers().add(this::hasStopped);
        } catch (IllegalStateException stopping) {
            DEVLEDGER.info("Devledger was stopped while it started.");
            untilTheProcessEnds();
        }
        StopSignals.exitWithZero();
    }

    private void hasStopped() {
        if (cutOff) {
            DEVLEDGER.warn("Devledger has stopped. What still ran after {} s was cut off.", grace.toSeconds());
            Runtime.getRuntime().halt(TERMINATED);
        }
        DEVLEDGER.info("Devledger has stopped.");
    }

    /** Blocks the rest of the start, which would only fail on closed parts, with a stack trace each time. */
    private static void untilTheProcessEnds() {
        while (true) {
            LockSupport.park();
        }
    }

    /** Limits the whole stop, also before a context exists and after it has closed. */
    public static void ofTheProcess() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> after(LONGEST, () -> Runtime.getRuntime().halt(TERMINATED)), "stop-deadline"));
    }

    private static void after(Duration time, Runnable act) {
        Thread.ofPlatform().daemon().name("stop-deadline").start(() -> {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            act.run();
        });
    }

    /**
     * Makes a requested stop exit with 0. The JVM's own exit code after a signal is 128 and the signal's number, which
     * Maven, systemd and shells take for a failure.
     */
    static final class StopSignals {
        /** Ctrl-C, {@code kill}, and a closed terminal. */
        private static final List<String> STOPS = List.of("INT", "TERM", "HUP");

        private StopSignals() {}

        static void exitWithZero() {
            STOPS.forEach(StopSignals::exitWithZero);
        }

        /** Uses reflection: javac warns of this API, which every JDK has, and which has no alternative. */
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
                // The JVM's default remains: this system has no such signal, or the JVM was told to leave signals
                // alone.
            }
        }
    }

    /** Runs before the start reports success: its reader may stop it at once, and shall have a clean stop. */
    public static final class CleanStop implements ApplicationListener<ApplicationStartedEvent> {
        @Override
        public void onApplicationEvent(ApplicationStartedEvent started) {
            started.getApplicationContext().getBean(StopDeadline.class).endsTheProcess();
        }
    }
}
