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
 * Limits the time of a stop. Running work may end first. After a while the connections to the database are closed, so
 * that work that waits for it fails. If even that does not help, the process is halted.
 */
public final class StopDeadline implements ApplicationListener<ContextClosedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(StopDeadline.class);
    private static final Logger DEVLEDGER = LoggerFactory.getLogger("Devledger");

    private static final Duration LONGEST = Duration.ofSeconds(28);

    /** The exit code that shells report for a process that SIGTERM has ended. */
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
     * Makes a stop end the process from now on, with exit code 0 if no work was cut off; before this call, during a
     * start, a stop always cuts the start off. It must not be called for applications that a test starts in its own
     * process.
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

    /** Blocks the rest of the start, which could only fail on closed parts, each time with a stack trace. */
    private static void untilTheProcessEnds() {
        while (true) {
            LockSupport.park();
        }
    }

    /** Limits the whole stop of the process, also before a context exists and after it was closed. */
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
     * Makes a requested stop exit with 0. After a signal the JVM would exit with 128 plus the signal's number, which
     * Maven, systemd and shells take for a failure.
     */
    static final class StopSignals {
        /** Ctrl-C, {@code kill}, and a closed terminal. */
        private static final List<String> STOPS = List.of("INT", "TERM", "HUP");

        private StopSignals() {}

        static void exitWithZero() {
            STOPS.forEach(StopSignals::exitWithZero);
        }

        /**
         * Handles the signal by reflection: javac warns about this API, although every JDK has it and there is no
         * alternative.
         */
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
                // The JVM's default stays: this system does not have the signal, or the JVM was told not to handle
                // signals.
            }
        }
    }

    /**
     * Prepares a clean stop before the start reports success, as whoever reads the report may stop the server at once.
     */
    public static final class CleanStop implements ApplicationListener<ApplicationStartedEvent> {
        @Override
        public void onApplicationEvent(ApplicationStartedEvent started) {
            started.getApplicationContext().getBean(StopDeadline.class).endsTheProcess();
        }
    }
}
