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
 * A stop lets what runs come to its end, but not for ever: then the connections to the database are cut, so that whatever
 * waits for it fails. Should even that not be enough, the process ends all the same.
 */
public final class StopDeadline implements ApplicationListener<ContextClosedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(StopDeadline.class);
    private static final Logger DEVLEDGER = LoggerFactory.getLogger("Devledger");

    private static final Duration LONGEST = Duration.ofSeconds(28);

    /** As the shell tells of a process that SIGTERM has ended. */
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
     * From now on a stop is the end of the process, with 0 only where nothing was cut off: while it still starts, a stop
     * breaks something off. For the process, and not for applications that a test starts in its own.
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

    /** The rest of the start would only find out, with a stack trace each time, that all is closed already. */
    private static void untilTheProcessEnds() {
        while (true) {
            LockSupport.park();
        }
    }

    /** As above, for what comes before that and after it. */
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
     * Makes a stop that was asked for an exit with 0. The JVM's own answer to a signal is 128 and the signal's number, which
     * Maven, systemd and shells take for a failure.
     */
    static final class StopSignals {
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
                // The JVM's own answer remains: this system has no such signal, or the JVM was told to leave signals
                // alone.
            }
        }
    }

    /** Before the start says that it is done: whoever reads that may stop it at once, and shall have a clean stop. */
    public static final class CleanStop implements ApplicationListener<ApplicationStartedEvent> {
        @Override
        public void onApplicationEvent(ApplicationStartedEvent started) {
            started.getApplicationContext().getBean(StopDeadline.class).endsTheProcess();
        }
    }
}
