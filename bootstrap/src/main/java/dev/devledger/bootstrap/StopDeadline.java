package dev.devledger.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * A stop lets what runs come to its end, but not for ever: then the connections to the database are cut, so that whatever
 * waits for it fails. Should even that not be enough, the process ends all the same.
 */
final class StopDeadline implements ApplicationListener<ContextClosedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(StopDeadline.class);

    private static final Duration LONGEST = Duration.ofSeconds(28);

    /** As the shell tells of a process that SIGTERM has ended. */
    private static final int TERMINATED = 143;

    private final HikariDataSource pool;
    private final Duration grace;

    StopDeadline(HikariDataSource pool, Duration grace) {
        this.pool = pool;
        this.grace = grace;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent stop) {
        after(grace, () -> {
            if (!pool.isClosed()) {
                LOG.warn("After {} s something still waits for the database, and is cut off", grace.toSeconds());
                pool.close();
            }
        });
    }

    /** For the process, and not for applications that a test starts in its own. */
    static void ofTheProcess() {
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
}
