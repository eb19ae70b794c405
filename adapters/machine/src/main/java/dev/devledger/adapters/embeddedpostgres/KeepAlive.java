package dev.devledger.adapters.embeddedpostgres;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a server that ended unasked again (killed for want of memory, by a hand that slipped), on the same port, so
 * that connection pools find it again by themselves.
 */
final class KeepAlive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /** Asked again and again, because Java hears of the end of a process that is not its child only by asking too. */
    private static final long MILLIS_BETWEEN_LOOKS = 500;

    private static final int MOST_DOUBLINGS = 7;

    private final Postmaster postmaster;
    private final int port;
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean missed;
    private int failures;

    private KeepAlive(Postmaster postmaster, int port) {
        this.postmaster = postmaster;
        this.port = port;
    }

    static KeepAlive of(Postmaster postmaster, int port) {
        KeepAlive keepAlive = new KeepAlive(postmaster, port);
        Thread.ofPlatform().name("embedded-database").daemon().start(keepAlive::watch);
        return keepAlive;
    }

    private void watch() {
        try {
            while (!over.await(pause(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; the thread ends
        }
    }

    /** Longer after each failure, up to a minute: a full disk does not empty sooner for being asked twice a second. */
    private synchronized long pause() {
        return MILLIS_BETWEEN_LOOKS << Math.min(failures, MOST_DOUBLINGS);
    }

    private synchronized void look() {
        boolean gone = over.getCount() > 0 && !postmaster.isRunning();
        // Missed twice: where the whole machine is told to stop, this process hears of it in between.
        if (gone && missed) {
            startAgain();
        }
        missed = gone;
    }

    private void startAgain() {
        LOG.warn("PostgreSQL has stopped unexpectedly; starting it again on port {}", port);
        try {
            postmaster.stopOrphan();
            postmaster.start(port);
            failures = 0;
        } catch (IOException | RuntimeException e) {
            failures++;
            LOG.error("PostgreSQL could not be started again; trying again: {}", e.getMessage());
        }
    }

    /** After it nothing is started any more; a start under way is waited for. */
    @Override
    public synchronized void close() {
        over.countDown();
    }
}
