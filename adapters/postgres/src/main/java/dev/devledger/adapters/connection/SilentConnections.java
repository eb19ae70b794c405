package dev.devledger.adapters.connection;

import dev.devledger.adapters.connection.SilentConnections.WatchedConnection.Backend;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that lost packets: Devledger waits for an answer, while PostgreSQL waits for a request. No time
 * limit tells that from long work, so the state of the session is read from PostgreSQL, on a new connection. The
 * session is ended, too, as no limit of PostgreSQL ends a session that has received half of a request.
 */
public final class SilentConnections {
    private static final Logger LOG = LoggerFactory.getLogger(SilentConnections.class);

    private static final int ANSWER_MILLIS = 2_000;

    /** Finds out which sessions wait for a request; ended sessions are missing in the result. */
    private static final String WAITING = """
        select pid, cast(backend_start as text) as begin, wait_event_type is not distinct from 'Client' as for_us
        from pg_stat_activity where pid = any (?)
        """;

    /**
     * Ends a session, unless the session only waits for a standby: its transaction is already committed here, and the
     * end of the session would make it visible before the standby has it.
     */
    private static final String END = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where pid = ? and cast(backend_start as text) = ? and wait_event is distinct from 'SyncRep'
        """;

    private final DataSource connections;
    private final Duration patience;
    private final Set<WatchedConnection> open = ConcurrentHashMap.newKeySet();
    private final Queue<Backend> orphans = new ConcurrentLinkedQueue<>();
    private final AtomicLong givenUp = new AtomicLong();

    /**
     * The connections suspected at the last look, with the start of their wait. If one is still in the same wait at the
     * next look, it is closed.
     */
    private Map<WatchedConnection, Long> suspects = Map.of();

    /** @param patience the wait for an answer before the first look, and between looks */
    SilentConnections(DataSource connections, Duration patience) {
        this.connections = connections;
        this.patience = patience;
    }

    WatchedConnection wire() {
        return new WatchedConnection(this::broken);
    }

    void opened(WatchedConnection wire, Backend backend) {
        wire.leadsTo(backend);
        open.removeIf(other -> !other.isOpen());
        open.add(wire);
    }

    private void broken(WatchedConnection wire) {
        Backend backend = wire.backend();
        if (backend != null) {
            LOG.warn(
                    "A connection to PostgreSQL did not answer, and was closed; {} since the start",
                    givenUp.incrementAndGet());
            orphans.add(backend);
        }
    }

    /** Returns the number of connections closed because no answer came. */
    public long givenUp() {
        return givenUp.get();
    }

    /** Watches until the thread is interrupted. */
    public void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(patience.toNanos());
            try {
                look();
            } catch (SQLException | RuntimeException e) {
                LOG.debug("PostgreSQL cannot be asked about the connections that do not answer", e);
            }
        }
    }

    void look() throws SQLException {
        Map<WatchedConnection, Long> silent = new HashMap<>();
        for (WatchedConnection wire : open) {
            Long since = wire.backend() == null ? null : wire.waitsSince(patience);
            if (since != null) {
                silent.put(wire, since);
            }
        }
        if (silent.isEmpty() && orphans.isEmpty()) {
            suspects = Map.of();
            return;
        }
        try (Connection connection = connections.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
            silent.keySet().retainAll(notAtWork(connection, silent.keySet()));
            silent.forEach((wire, since) -> {
                if (since.equals(suspects.get(wire)) && since.equals(wire.waitsSince(patience))) {
                    wire.cut();
                }
            });
            suspects = silent;
            for (Backend orphan = orphans.peek(); orphan != null; orphan = orphans.peek()) {
                end(connection, orphan);
                orphans.remove();
            }
        }
    }

    /** Returns the connections whose session waits for a request, or has ended. */
    private static Set<WatchedConnection> notAtWork(Connection connection, Set<WatchedConnection> wires)
            throws SQLException {
        Map<Backend, WatchedConnection> asked = new HashMap<>();
        wires.forEach(wire -> asked.put(Objects.requireNonNull(wire.backend()), wire));
        Integer[] pids = asked.keySet().stream().map(Backend::pid).toArray(Integer[]::new);
        Set<WatchedConnection> found = new HashSet<>(wires);
        try (PreparedStatement sql = connection.prepareStatement(WAITING)) {
            sql.setArray(1, connection.createArrayOf("int4", pids));
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    WatchedConnection wire = asked.get(new Backend(row.getInt("pid"), row.getString("begin")));
                    if (wire != null && !row.getBoolean("for_us")) {
                        found.remove(wire);
                    }
                }
            }
        }
        return found;
    }

    private static void end(Connection connection, Backend backend) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(END)) {
            sql.setInt(1, backend.pid());
            sql.setString(2, backend.begin());
            sql.execute();
        }
    }

    /** A connection as its socket sees it, with the start of its present wait for an answer. */
    static final class WatchedConnection {
        /**
         * The connections being made, by name: the driver makes sockets on a thread of its own, and passes a text only.
         */
        private static final Map<String, WatchedConnection> CONNECTING = new ConcurrentHashMap<>();

        private final Consumer<WatchedConnection> broken;
        private volatile @Nullable Socket socket;
        private volatile @Nullable Backend backend;
        private volatile boolean waits;
        private volatile boolean unheard;
        private volatile long waitsSince;

        /**
         * The PostgreSQL session of a connection. PostgreSQL reuses process ids, but never with the same start time.
         */
        record Backend(int pid, String begin) {}

        /** @param broken called when the connection is closed during a wait, or after too long a wait */
        WatchedConnection(Consumer<WatchedConnection> broken) {
            this.broken = broken;
        }

        String announce() {
            String name = UUID.randomUUID().toString();
            CONNECTING.put(name, this);
            return name;
        }

        static Socket socket(@Nullable String name) {
            WatchedConnection wire = name == null ? null : CONNECTING.get(name);
            return wire == null ? new Socket() : wire.socket();
        }

        /**
         * Makes the socket of this connection. If the server refuses the driver's first socket, the driver requests
         * another one.
         */
        private Socket socket() {
            Socket made = new Watched();
            socket = made;
            return made;
        }

        /**
         * Marks the connection as made, or as failed. Later sockets of the driver, such as one that cancels a
         * statement, are not sockets of this connection.
         */
        void connected(String name) {
            CONNECTING.remove(name);
        }

        void leadsTo(Backend session) {
            backend = session;
        }

        @Nullable
        Backend backend() {
            return backend;
        }

        boolean isOpen() {
            Socket mine = socket;
            return mine != null && !mine.isClosed();
        }

        /** Returns the start of a wait that is too long, in {@link System#nanoTime}; null if there is none. */
        @Nullable
        Long waitsSince(Duration atLeast) {
            long since = waitsSince;
            return waits && System.nanoTime() - since >= atLeast.toNanos() ? since : null;
        }

        /** Breaks the connection; a thread that waits in it gets an error. */
        void cut() {
            Socket mine = socket;
            if (mine != null) {
                try {
                    mine.close();
                } catch (IOException e) {
                    // The connection is closed in any case.
                }
            }
        }

        private final class Watched extends Socket {
            private @Nullable InputStream answers;

            @Override
            public synchronized InputStream getInputStream() throws IOException {
                InputStream known = answers == null ? new Answers(super.getInputStream()) : answers;
                answers = known;
                return known;
            }

            @Override
            public void close() throws IOException {
                boolean answerless = !isClosed() && (waits || unheard);
                super.close();
                if (answerless && socket == this) {
                    broken.accept(WatchedConnection.this);
                }
            }
        }

        private final class Answers extends FilterInputStream {
            Answers(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                waitsSince = System.nanoTime();
                waits = true;
                try {
                    int read = super.read(bytes, offset, length);
                    unheard = false;
                    return read;
                } catch (SocketTimeoutException e) {
                    unheard = true;
                    throw e;
                } finally {
                    waits = false;
                }
            }
        }
    }
}
