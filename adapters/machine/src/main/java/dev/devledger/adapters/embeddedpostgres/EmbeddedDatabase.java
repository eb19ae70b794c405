package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.Binaries.Archive;
import dev.devledger.adapters.embeddedpostgres.DataDirectory.FolderLock;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.DiskFullDetection;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL of Devledger's own, durable, and reachable from this machine only. The caller of the start must
 * close it, after the last connection pool. If the process is killed, PostgreSQL goes on running, and the next start
 * stops it first.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final FolderLock lock;
    private final Postmaster postmaster;
    private final ServerRestarter keepAlive;
    private final DatabaseUrlFile url;
    private final RoleLogin access;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(FolderLock lock, Postmaster postmaster, DatabaseUrlFile url, RoleLogin access) {
        this.keepAlive = ServerRestarter.of(postmaster, access.port());
        this.lock = lock;
        this.postmaster = postmaster;
        this.url = url;
        this.access = access;
    }

    /**
     * The options.
     *
     * @param directory devledger.data-dir
     * @param binaries the folder for PostgreSQL's programs; several data folders may share it
     * @param patience the longest start, including recovery after a crash
     */
    public record Settings(DataDirectory directory, Path binaries, Duration patience) {

        private static final Duration PATIENCE = Duration.ofMinutes(3);

        /** Opens the folder as the data folder. */
        public Settings(Path dataDir) {
            this(opened(dataDir));
        }

        public Settings(DataDirectory directory) {
            this(directory, home(directory.path()).resolve("binaries"), PATIENCE);
        }

        private static DataDirectory opened(Path dataDir) {
            ShellPathCheck.require(dataDir);
            return DataDirectory.open(dataDir);
        }

        /** Returns these settings with another folder for the programs; unchanged if it is null. */
        public Settings withBinaries(@Nullable Path folder) {
            return folder == null ? this : new Settings(directory, folder, patience);
        }
    }

    /**
     * Starts the database. Returns once it accepts connections.
     *
     * @throws EmbeddedDatabaseException if it cannot be started, with a message for the user
     */
    public static EmbeddedDatabase start(Settings settings) {
        DataDirectory directory = settings.directory();
        ShellPathCheck.require(directory.path());
        ShellPathCheck.require(settings.binaries());
        FolderLock lock = FolderLock.take(directory.path());
        EmbeddedDatabase database = null;
        StartUnderWay underWay = new StartUnderWay();
        try (underWay) {
            underWay.begin();
            database = start(settings, directory, lock, underWay);
            return database;
        } catch (EmbeddedDatabaseException e) {
            throw underWay.isStopped() ? StartUnderWay.stopped() : e;
        } catch (IOException | SQLException e) {
            throw underWay.isStopped() ? StartUnderWay.stopped() : explained(directory.path(), e);
        } finally {
            if (database == null) {
                lock.close();
            }
        }
    }

    /**
     * Closes the database at the end of the process, too, if its owner has not closed it.
     *
     * @param handlers registers the code for the end; throws IllegalStateException if the process is already ending
     */
    public EmbeddedDatabase closedBy(Consumer<Runnable> handlers) {
        try {
            handlers.accept(this::close);
            return this;
        } catch (IllegalStateException stopping) {
            close();
            throw StartUnderWay.stopped();
        }
    }

    /** True if the data folder already has a database. */
    public static boolean isIn(Path dataDir) {
        return Files.exists(Cluster.settingsIn(home(dataDir)));
    }

    public String jdbcUrl() {
        return access.jdbcUrl();
    }

    public String username() {
        return RoleLogin.ROLE;
    }

    public String password() {
        return access.password();
    }

    /** Stops the database, and waits until all data is on the disk. Further calls do nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (lock) {
            keepAlive.close();
            postmaster.stop();
            url.remove();
        } catch (IOException e) {
            LOG.warn("{}; all writes that succeeded are stored", e.getMessage());
        }
    }

    private static EmbeddedDatabase start(
            Settings settings, DataDirectory directory, FolderLock lock, StartUnderWay underWay)
            throws IOException, SQLException {
        long begin = System.nanoTime();
        Cluster cluster = cluster(settings, directory);
        Postmaster postmaster = new Postmaster(cluster, settings.patience());
        postmaster.stopOrphan();
        if (cluster.ownsBinaries()) {
            cluster.binaries().removeOthers();
        }
        cluster.prepare(directory);
        underWay.startsServer(postmaster);
        int port = postmaster.start();
        EmbeddedDatabase database = null;
        try {
            RoleLogin access = RoleLogin.open(port, cluster.administratorPassword());
            DatabaseUrlFile url = new DatabaseUrlFile(directory);
            underWay.handOver();
            url.write(access.jdbcUrlWithPassword());
            database = new EmbeddedDatabase(lock, postmaster, url, access);
        } finally {
            if (database == null) {
                postmaster.stop();
            }
        }
        LOG.info(
                "PostgreSQL {} on port {}, started in {} ms, files in {}",
                cluster.binaries().version(),
                port,
                Duration.ofNanos(System.nanoTime() - begin).toMillis(),
                cluster.home());
        return database;
    }

    private static Cluster cluster(Settings settings, DataDirectory directory) throws IOException {
        Path home = DataDirectory.privateFolder(home(directory.path()));
        DataDirectory.privateFolder(home.resolve("log"));
        OperatingSystemAccount account = OperatingSystemAccount.forFolder(home);
        Path cache = cache(settings.binaries(), home);
        Binaries binaries = Binaries.unpacked(Archive.ofThisMachine(), cache, account, settings.patience());
        return new Cluster(home, binaries, account);
    }

    /**
     * Returns the folder of the programs. It is closed to other users if it is inside of Devledger's folder; a folder
     * that the user chose may be shared.
     */
    private static Path cache(Path binaries, Path home) throws IOException {
        Path cache = Files.createDirectories(binaries).toRealPath();
        return cache.startsWith(home.toRealPath()) ? DataDirectory.privateFolder(cache) : cache;
    }

    static Path home(Path dataDir) {
        return dataDir.resolve("postgres");
    }

    private static EmbeddedDatabaseException explained(Path folder, Exception e) {
        if (DiskFullDetection.caused(e)) {
            return DiskFullDetection.at(folder, e);
        }
        return new EmbeddedDatabaseException(
                Reason.DID_NOT_START,
                "The embedded database in %s did not start: %s".formatted(folder, e.getMessage()),
                e);
    }

    /**
     * Refuses paths with certain characters: PostgreSQL's programs call each other through a shell, which expands these
     * even in quotes.
     */
    static final class ShellPathCheck {

        private static final Pattern REFUSED = Pattern.compile("[$\"`\n]");

        private ShellPathCheck() {}

        static void require(Path path) {
            Path absolute = path.toAbsolutePath();
            Matcher letter = REFUSED.matcher(absolute.toString());
            if (letter.find()) {
                throw new EmbeddedDatabaseException(
                        Reason.DATA_FOLDER_NAME,
                        "PostgreSQL cannot use the folder %s, because its path contains %s."
                                .formatted(
                                        absolute,
                                        letter.group().isBlank() ? "a line break" : "the character " + letter.group()));
            }
        }
    }

    /**
     * Restarts a server that ended unexpectedly (killed for want of memory, or by mistake), on the same port, so that
     * connection pools reach it again without help.
     */
    static final class ServerRestarter implements AutoCloseable {

        private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

        /**
         * The interval of checks. Java could not do better, as it also polls for the end of a process that is not its
         * child.
         */
        private static final long MILLIS_BETWEEN_LOOKS = 500;

        private static final int MOST_DOUBLINGS = 7;

        private final Postmaster postmaster;
        private final int port;
        private final CountDownLatch over = new CountDownLatch(1);
        private boolean missed;
        private int failures;

        private ServerRestarter(Postmaster postmaster, int port) {
            this.postmaster = postmaster;
            this.port = port;
        }

        static ServerRestarter of(Postmaster postmaster, int port) {
            ServerRestarter keepAlive = new ServerRestarter(postmaster, port);
            Thread.ofPlatform().name("embedded-database").daemon().start(keepAlive::watch);
            return keepAlive;
        }

        private void watch() {
            try {
                while (!over.await(pause(), TimeUnit.MILLISECONDS)) {
                    look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nothing interrupts it; the thread ends
            }
        }

        /**
         * Returns the pause, doubled after each failed restart, up to a minute: more tries do not help against a full
         * disk.
         */
        private synchronized long pause() {
            return MILLIS_BETWEEN_LOOKS << Math.min(failures, MOST_DOUBLINGS);
        }

        private synchronized void look() {
            boolean gone = over.getCount() > 0 && !postmaster.isRunning();
            // Restarts after two checks only: if the whole machine is stopping, this process is told so in between.
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

        /** Ends the restarts, after waiting for a running one. */
        @Override
        public synchronized void close() {
            over.countDown();
        }
    }
}
