package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start whose database has no owner yet to close it. If the process is told to stop meanwhile, the process waits
 * until the start has noticed that, and has stopped what it started.
 */
final class StartUnderWay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /** The longest usual start. If it takes longer, as a recovery after a crash does, the server is told to stop. */
    private static final Duration SERVER_STARTS = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Thread hook = new Thread(this::stop, "embedded-database-stop");
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile @Nullable Postmaster postmaster;

    void begin() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            throw stopped();
        }
    }

    /** Called before the server is started. Throws if the process is stopping. */
    void startsServer(Postmaster next) {
        postmaster = next;
        if (stopping) {
            throw stopped();
        }
    }

    boolean isStopped() {
        return stopping;
    }

    /** Ends the watch, as the database's owner will close it. Throws if the process is stopping. */
    void handOver() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            throw stopped();
        }
    }

    /** Called once the start has succeeded, or has been undone. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is already running, and ends now.
        }
    }

    private void stop() {
        stopping = true;
        try {
            Postmaster server = isOverWithin(SERVER_STARTS) ? null : postmaster;
            if (server != null) {
                server.stop();
            }
            isOverWithin(PATIENCE);
        } catch (IOException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private boolean isOverWithin(Duration patience) {
        try {
            return over.await(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static EmbeddedDatabaseException stopped() {
        return new EmbeddedDatabaseException(Reason.STOPPED, "Devledger was stopped while it started.");
    }
}
