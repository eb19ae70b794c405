package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.devledger.adapters.embeddedpostgres.Cluster.ClusterSettings;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.DiskFullDetection;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import dev.devledger.adapters.embeddedpostgres.Postmaster.PidFile.Holder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the server process of a cluster, always through pg_ctl, which gives the server a session of its own:
 * a terminal's Ctrl-C does not reach it.
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

    /**
     * Stops a server whose Devledger has ended. The lock of the data folder proves that no other Devledger uses the
     * server.
     */
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
            case UNCERTAIN -> {} // PostgreSQL itself refuses to start if another server uses the cluster
        }
    }

    /** Starts the server. Returns the port on which it accepts connections. */
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

    /**
     * Stops the server: open transactions are rolled back, and all data is written to the disk. Returns once the server
     * has ended.
     */
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

    /**
     * True if a repeated start may succeed: another process took the port in between, or processes of a killed server
     * have not all ended yet.
     */
    private static boolean passesByItself(String lines) {
        return lines.contains("could not create any TCP/IP sockets")
                || lines.contains("pre-existing shared memory block");
    }

    private EmbeddedDatabaseException notUp(Program.Outcome outcome) throws IOException {
        String lines = log.lastLines();
        stop(); // a server that is merely slow would go on without an owner
        if (DiskFullDetection.saidIn(lines)) {
            return DiskFullDetection.at(cluster.home(), null);
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

    /** The log of PostgreSQL: one file until the server has started, then one file for each day of the week. */
    record ServerLog(Path folder) {

        private static final int SHOWN_LINES = 15;
        private static final int READ_AT_MOST = 64 * 1024;

        Path startFile() {
            return folder.resolve("start.log");
        }

        void beginAnew() throws IOException {
            Files.deleteIfExists(startFile());
        }

        /** Returns the last lines of this start, first from the file of the start, then from the newest daily file. */
        String lastLines() {
            try {
                return shorten(Stream.concat(Stream.of(startFile()), newestDay().stream())
                        .filter(Files::exists)
                        .flatMap(file -> tail(file).lines())
                        .toList());
            } catch (IOException e) {
                return "(its log cannot be read: " + e.getMessage() + ")";
            }
        }

        private List<Path> newestDay() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files
                        .filter(file -> !file.equals(startFile()) && writtenInThisStart(file))
                        .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                        .stream()
                        .toList();
            }
        }

        private boolean writtenInThisStart(Path file) {
            return file.toFile().lastModified() >= startFile().toFile().lastModified();
        }

        private static String tail(Path file) {
            try (var channel = Files.newByteChannel(file)) {
                channel.position(Math.max(0, channel.size() - READ_AT_MOST));
                return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
            } catch (IOException e) {
                return "(" + file + " cannot be read: " + e.getMessage() + ")";
            }
        }

        private static String shorten(List<String> lines) {
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        }
    }

    /**
     * The file postmaster.pid of a running or killed PostgreSQL.
     *
     * @param startedAt the start of the process, to the second
     */
    record PidFile(Path file, long pid, Instant startedAt) {

        enum Holder {
            /** There is no such process, or another program now has its number. */
            NONE,
            THIS_CLUSTERS_POSTGRES,
            /** The process is a PostgreSQL, but perhaps of another cluster, so it must not be stopped. */
            UNCERTAIN
        }

        private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
        private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

        static Optional<PidFile> of(Path data) throws IOException {
            Path file = data.resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            try {
                return Optional.of(new PidFile(
                        file,
                        Math.abs(Long.parseLong(lines.get(0).strip())),
                        Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                return Optional.empty(); // the file is cut short: PostgreSQL reports that itself
            }
        }

        /**
         * Moves the file away if it would block a start: PostgreSQL takes any process with that number for a server,
         * even an ended one that its parent has not reaped. In containers, where numbers are few, that would happen at
         * each start. Without the file PostgreSQL still detects its own remaining processes by their shared memory.
         */
        void moveAsideIfReused() throws IOException {
            if (ProcessHandle.of(pid).isPresent()) {
                LOG.info(
                        "postmaster.pid names process {}, which is not a running PostgreSQL; moving the file aside",
                        pid);
                Files.move(file, file.resolveSibling("postmaster.pid.stale"), StandardCopyOption.REPLACE_EXISTING);
            }
        }

        boolean isRunning() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isZombie();
        }

        /**
         * True if the process has ended but was not reaped, which Java reports as alive. A container's first process,
         * which Devledger may be, does not reap.
         */
        private boolean isZombie() {
            try {
                String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
                return status.startsWith(" Z", status.lastIndexOf(')') + 1);
            } catch (IOException e) {
                return false; // not Linux, or the process has ended
            }
        }

        Holder holder() {
            return isRunning()
                    ? ProcessHandle.of(pid)
                            .map(process -> judge(process.info()))
                            .orElse(Holder.NONE)
                    : Holder.NONE;
        }

        private Holder judge(ProcessHandle.Info process) {
            Optional<String> program = process.command().or(process::commandLine);
            if (program.isEmpty()) {
                return Holder.UNCERTAIN;
            }
            if (!program.get().contains("postgres")) {
                return Holder.NONE;
            }
            boolean ours = process.arguments().map(this::nameThisFolder).orElseGet(() -> startedWhenNoted(process));
            return ours ? Holder.THIS_CLUSTERS_POSTGRES : Holder.UNCERTAIN;
        }

        private boolean nameThisFolder(String[] arguments) {
            return Arrays.asList(arguments).contains(file.resolveSibling("").toString());
        }

        /**
         * True if the process started when the file says. Start times are compared as not every system shows arguments;
         * two starts at the same time are unlikely.
         */
        private boolean startedWhenNoted(ProcessHandle.Info process) {
            return process.startInstant()
                    .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_TOLERANCE) < 0)
                    .orElse(false);
        }
    }
}
