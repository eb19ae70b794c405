package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import dev.devledger.adapters.embeddedpostgres.PidFile.Holder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the server process of a cluster, always through pg_ctl: it gives it a session of its own, which a
 * terminal's Ctrl-C does not reach.
 */
final class Postmaster {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);
    private static final int ANY_PORT = 0;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Cluster cluster;
    private final ServerLog log;
    private final Duration patience;
    private @Nullable PidFile started;

    Postmaster(Cluster cluster, Duration patience) {
        this.cluster = cluster;
        this.log = new ServerLog(cluster.log());
        this.patience = patience;
    }

    /** Stops a server that outlived its Devledger. The data folder's lock says that no other Devledger needs it. */
    void stopOrphan() throws IOException {
        PidFile left = PidFile.of(cluster.data()).orElse(null);
        if (left == null) {
            return;
        }
        switch (left.holder()) {
            case THIS_CLUSTERS_POSTGRES -> {
                LOG.info("A PostgreSQL of the last Devledger (process {}) is still running; stopping it", left.pid());
                stop();
            }
            case NONE -> left.moveAsideIfReused();
            case UNCERTAIN -> {} // PostgreSQL has its own ways to find out, and refuses to start rather than to share
        }
    }

    /** Answers the port on which the server now takes connections. */
    int start() throws IOException {
        return start(ANY_PORT);
    }

    int start(int wantedPort) throws IOException {
        Instant deadline = Instant.now().plus(patience);
        while (true) {
            int port = wantedPort == ANY_PORT ? freePort() : wantedPort;
            new ClusterSettings(cluster.data()).write(port);
            log.beginAnew();
            Program.Outcome outcome = pgCtl("start", "--log=" + log.startFile(), "--timeout=" + patience.toSeconds());
            if (outcome.succeeded()) {
                started = PidFile.of(cluster.data()).orElse(null);
                return port;
            }
            if (!passesByItself(log.lastLines()) || Instant.now().isAfter(deadline)) {
                throw notUp(outcome);
            }
            pause();
        }
    }

    boolean isRunning() {
        return started != null && started.isRunning();
    }

    /** Rolls back what is open, writes everything out, and returns when the server has ended. */
    void stop() throws IOException {
        Optional<PidFile> running = PidFile.of(cluster.data())
                .filter(found -> found.equals(started) || found.holder() == Holder.THIS_CLUSTERS_POSTGRES);
        if (running.isEmpty()) {
            return;
        }
        Program.Outcome outcome = pgCtl("stop", "--mode=fast", "--timeout=" + STOP_PATIENCE.toSeconds());
        if (!outcome.succeeded() && running.get().isRunning()) {
            throw new IOException("PostgreSQL (process %d) was told to stop, but is still running: %s"
                    .formatted(running.get().pid(), outcome.output()));
        }
    }

    private Program.Outcome pgCtl(String action, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                cluster.binaries().program("pg_ctl"), action, "--pgdata=" + cluster.data(), "--wait", "--silent"));
        line.addAll(List.of(options));
        return Program.run(cluster.account(), cluster.home(), line);
    }

    /** The port was taken in between, or the children of a killed server have not all noticed its end yet. */
    private static boolean passesByItself(String lines) {
        return lines.contains("could not create any TCP/IP sockets")
                || lines.contains("pre-existing shared memory block");
    }

    private EmbeddedDatabaseException notUp(Program.Outcome outcome) throws IOException {
        String lines = log.lastLines();
        stop(); // one that merely takes too long would go on without anybody
        if (DiskFull.saidIn(lines)) {
            return DiskFull.at(cluster.home(), null);
        }
        return new EmbeddedDatabaseException(
                Reason.DID_NOT_START, """
                PostgreSQL did not start: %s
                The last lines of its log, in %s:
                %s""".formatted(outcome.output(), log.folder(), lines));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was starting", e);
        }
    }
}
