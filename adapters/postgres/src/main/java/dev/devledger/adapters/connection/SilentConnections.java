package dev.devledger.adapters.connection;

import dev.devledger.adapters.connection.Wire.Backend;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up connections whose packets vanish: one end waits for an answer, while the other waits for a request. No limit of
 * time tells that from work that takes long, so PostgreSQL is asked, on a new connection, what the session does. The
 * session ends with its connection, as no limit of PostgreSQL ends one that has heard half of a request.
 */
public final class SilentConnections {
    private static final Logger LOG = LoggerFactory.getLogger(SilentConnections.class);

    private static final int ANSWER_MILLIS = 2_000;

    /** Those that are over are not among them. */
    private static final String WAITING = """
        select pid, cast(backend_start as text) as begin, wait_event_type is not distinct from 'Client' as for_us
        from pg_stat_activity where pid = any (?)
        """;

    /** One that only waits for a standby is committed; it would be seen before the standby has it. */
    private static final String END = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where pid = ? and cast(backend_start as text) = ? and wait_event is distinct from 'SyncRep'
        """;

    private final DataSource connections;
    private final Duration patience;
    private final Set<Wire> open = ConcurrentHashMap.newKeySet();
    private final Queue<Backend> orphans = new ConcurrentLinkedQueue<>();
    private final AtomicLong givenUp = new AtomicLong();

    /** Of the look before, with the begin of their wait: that they still wait at the next one shows that nothing came. */
    private Map<Wire, Long> suspects = Map.of();

    /** @param patience how long an answer may take until PostgreSQL is asked, and until it is asked once more */
    SilentConnections(DataSource connections, Duration patience) {
        this.connections = connections;
        this.patience = patience;
    }

    Wire wire() {
        return new Wire(this::broken);
    }

    void opened(Wire wire, Backend backend) {
        wire.leadsTo(backend);
        open.removeIf(other -> !other.isOpen());
        open.add(wire);
    }

    private void broken(Wire wire) {
        Backend backend = wire.backend();
        if (backend != null) {
            LOG.warn(
                    "A connection to PostgreSQL did not answer, and was closed; {} since the start",
                    givenUp.incrementAndGet());
            orphans.add(backend);
        }
    }

    /** How many were closed because no answer came. */
    public long givenUp() {
        return givenUp.get();
    }

    /** Until the thread is interrupted. */
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
        Map<Wire, Long> silent = new HashMap<>();
        for (Wire wire : open) {
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

    /** Those whose session waits for a request, or is over. */
    private static Set<Wire> notAtWork(Connection connection, Set<Wire> wires) throws SQLException {
        Map<Backend, Wire> asked = new HashMap<>();
        wires.forEach(wire -> asked.put(Objects.requireNonNull(wire.backend()), wire));
        Integer[] pids = asked.keySet().stream().map(Backend::pid).toArray(Integer[]::new);
        Set<Wire> found = new HashSet<>(wires);
        try (PreparedStatement sql = connection.prepareStatement(WAITING)) {
            sql.setArray(1, connection.createArrayOf("int4", pids));
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    Wire wire = asked.get(new Backend(row.getInt("pid"), row.getString("begin")));
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
}
