package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.PipelinedQuery;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger.WriteGate.NeedsOwnTransaction;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The data that a transaction gets at the write gate: positions for its events, which are given out to transactions
 * past the gate only; whether any event is parked; and whether this node may still write.
 */
public final class WriteTicket {

    /** The bytes of "devledge", so that other programs' locks in the same database differ. */
    static final long LOCK_KEY = 0x6465766c65646765L;

    /**
     * Takes positions. If it takes any, it also reads the transaction's number, as the transaction is going to write.
     */
    private static final String TAKE = """
             as taken_over, exists (select from parked_event) as parked, taken.*, pg_backend_pid() as backend,
              case when taken.first_position is not null then pg_current_xact_id() end as xid
            from take_positions(?) taken
            """;

    /**
     * Takes the lock, and makes the transaction use plans that read by keys, kept for all values: a plan made for
     * nearly empty tables would be kept while the tables grow, and scan them; and planning anew for each number of rows
     * takes longer than reading the rows. Reads that need the gate are later statements in the same round trip, as a
     * statement sees what was committed when it began.
     */
    private static final String LOCK = """
            select pg_advisory_xact_lock_shared(%d), set_config('enable_seqscan', 'off', true),
              set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
              set_config('plan_cache_mode', 'force_generic_plan', true);
            """.formatted(LOCK_KEY);

    /** A position, and the time of the event that gets it. */
    private record EventPosition(long position, Instant at) {}

    private final JdbcTemplate jdbc;
    private final PostgresVersionFence fence;
    private final Deque<EventPosition> free = new ArrayDeque<>();
    private final Map<String, EventLog.LocatedEvent> given = new HashMap<>();
    private final Map<Object, ProjectLocks.Locked> held = new HashMap<>();
    private final Set<String> streams = new HashSet<>();
    private @Nullable Map<UUID, TaskView> answers;
    private boolean parked = true;
    private int backend;
    private @Nullable String xid;
    private LostCommit.@Nullable Transaction transaction;
    private final int writes;
    private final Set<String> homes;
    private final IdempotencyClaims claims;
    private final boolean shared;
    private boolean entered;
    private boolean decided;

    private WriteTicket(
            DataSource database,
            PostgresVersionFence fence,
            int writes,
            Set<String> homes,
            IdempotencyClaims claims,
            boolean shared) {
        this.fence = fence;
        this.homes = homes;
        this.claims = claims;
        this.jdbc = new JdbcTemplate(database);
        this.writes = writes;
        this.shared = shared;
    }

    public static TransactionBound<WriteTicket> of(DataSource database) {
        return new TransactionBound<>(WriteTicket.class, database, () -> {});
    }

    /** As {@link #enter}, if the current transaction has a ticket. */
    public static void enterIfTaken(TransactionBound<WriteTicket> pass) {
        @Nullable WriteTicket taken = pass.find();
        if (taken != null) {
            taken.enter();
        }
    }

    /**
     * Refuses a shared transaction, for code that waits for other transactions, or reads rows that other writes of the
     * shared transaction may not have stored yet.
     */
    public static void requireOwnTransaction(TransactionBound<WriteTicket> pass) {
        if (isShared(pass)) {
            throw new NeedsOwnTransaction();
        }
    }

    public static boolean isShared(TransactionBound<WriteTicket> pass) {
        @Nullable WriteTicket taken = pass.find();
        return taken != null && taken.shared;
    }

    public static WriteTicket alone(DataSource database, PostgresVersionFence fence) {
        return new WriteTicket(database, fence, 1, Set.of(), new IdempotencyClaims(Set.of()), false);
    }

    static WriteTicket shared(
            DataSource database, PostgresVersionFence fence, int writes, Set<String> homes, IdempotencyClaims claims) {
        return new WriteTicket(database, fence, writes, homes, claims, true);
    }

    /**
     * Enters the gate, before the first read of the transaction: a read must not meet a half-done swap of the tables.
     * Positions taken earlier are dropped.
     */
    public void enter() {
        free.clear();
        if (!entered) {
            take(0);
        }
    }

    /**
     * Reads past the gate, and takes keys and positions for as many new tasks as the transaction may have. The
     * positions are valid until the next read.
     *
     * @param reading a query whose parameters are ids and numbers of projects
     */
    <T> List<T> readForNewTasks(PipelinedQuery<T> reading, SpareKeys keys) {
        free.clear();
        List<T> read = jdbc.execute(
                gate() + reading.sql() + ";\n" + taking() + ";\n" + SpareKeys.TAKE, (PreparedStatement statement) -> {
                    int next = reading.bind(statement, bindGate(statement));
                    statement.setInt(next, writes);
                    statement.setInt(next + 1, keys.missing(writes));
                    reading.bind(statement, next + 2);
                    execute(statement);
                    List<T> rows = reading.rows(statement);
                    statement.getMoreResults();
                    take(statement, writes);
                    statement.getMoreResults();
                    keys.take(statement);
                    return rows;
                });
        entered = true;
        return Objects.requireNonNull(read);
    }

    /**
     * Reserves positions for events. An event that depends on another one must have a later position, so positions that
     * are already taken are only used for events that begin a stream. Once positions were reserved here, all writes of
     * the transaction are decided, and later calls may use what is left.
     *
     * @param beginnings true if each of the events is the first of its stream
     */
    public void reserve(int events, boolean beginnings) {
        if (!decided && !beginnings) {
            free.clear();
        }
        if (free.size() < events) {
            take(shared ? Math.max(writes, events) : events);
            decided = true;
        }
    }

    /**
     * Takes positions. Each time it also checks for parked events: a transaction that this one has waited for may have
     * parked one.
     */
    private void take(int events) {
        jdbc.execute(gate() + taking(), (PreparedStatement statement) -> {
            statement.setInt(bindGate(statement), events);
            execute(statement);
            take(statement, events);
            return events;
        });
        entered = true;
    }

    /**
     * Takes consecutive positions for many events that are stored at once. Positions taken earlier are not used, so
     * each event comes after all events that it may depend on.
     */
    public ReservedPositions takeMany(int events) {
        free.clear();
        take(events);
        EventPosition first = free.getFirst();
        free.clear();
        return new ReservedPositions(first.position(), first.at());
    }

    private String taking() {
        return "select " + fence.condition() + TAKE;
    }

    private String gate() {
        return entered ? "" : claims.isEmpty() ? LOCK : LOCK + IdempotencyClaims.SQL;
    }

    /** Sets the parameters of the gate, and returns the first one after them. */
    private int bindGate(PreparedStatement statement) throws SQLException {
        return entered || claims.isEmpty() ? 1 : claims.bind(statement, 1);
    }

    /** Executes the text, reads the results of the gate, and moves to the first result after them. */
    private void execute(PreparedStatement statement) throws SQLException {
        statement.execute();
        if (!entered) {
            statement.getMoreResults();
            if (!claims.isEmpty()) {
                claims.take(statement);
            }
        }
    }

    private void take(PreparedStatement taken, int events) throws SQLException {
        try (ResultSet rows = taken.getResultSet()) {
            while (rows.next()) {
                fence.require(rows.getBoolean("taken_over"));
                parked = rows.getBoolean("parked");
                if (events > 0) {
                    ReservedPositions places = ReservedPositions.of(rows);
                    for (int i = 0; i < events; i++) {
                        free.add(new EventPosition(places.first() + i, places.at()));
                    }
                    backend = rows.getInt("backend");
                    xid = rows.getString("xid");
                }
            }
        }
    }

    public EventLog.LocatedEvent give(String stream, String eventId, String type) {
        EventPosition place = free.remove();
        EventLog.LocatedEvent located = new EventLog.LocatedEvent(place.position(), type, place.at());
        streams.add(stream);
        given.put(eventId, located);
        stored(place.position(), eventId);
        return located;
    }

    /** Keeps the first event, by which the outcome of all writes of the transaction can be found. */
    public void stored(long position, String eventId) {
        if (transaction != null) {
            return;
        }
        if (xid == null) {
            identify(); // other ways of storing take positions without an xid
        }
        transaction = new LostCommit.Transaction(backend, Objects.requireNonNull(xid), position, eventId);
    }

    private void identify() {
        jdbc.query("select pg_backend_pid() as backend, pg_current_xact_id() as xid", row -> {
            backend = row.getInt("backend");
            xid = row.getString("xid");
        });
    }

    /** Returns the identity; null if the transaction has stored no event. */
    public LostCommit.@Nullable Transaction transaction() {
        return transaction;
    }

    public Optional<EventLog.LocatedEvent> given(String eventId) {
        return Optional.ofNullable(given.get(eventId));
    }

    /** Returns the changed tasks as they are after all writes; they are read once. */
    public Map<UUID, TaskView> answers(Supplier<Map<UUID, TaskView>> read) {
        Map<UUID, TaskView> known = answers == null ? read.get() : answers;
        answers = known;
        return known;
    }

    /** Returns the streams whose events were given a position. */
    public Set<String> streams() {
        return streams;
    }

    /**
     * Passes the gate, if that is still to do, with all reads that the writes need. True if the transaction has claimed
     * the key, which no other request has used or is using; each key is given out once.
     */
    public boolean claims(IdempotencyKey key, SpareKeys keys) {
        if (!entered && homes.isEmpty()) {
            enter();
        } else if (!entered) {
            SharedProjects.share(this, keys);
        }
        return claims.give(key);
    }

    /** True if other writes use the same transaction, or wait for its end. */
    public boolean isShared() {
        return shared;
    }

    /** Returns the projects that the writes need locked, as named in the requests. */
    Set<String> homes() {
        return homes;
    }

    /** Returns the projects that writes of this transaction have locked, by id and by number. */
    public Map<Object, ProjectLocks.Locked> held() {
        return held;
    }

    /** False if the gate showed that no event is parked. */
    public boolean mayBeParked() {
        return parked;
    }

    /**
     * Consecutive positions, and the time of their events. The database gives out both together, so times grow with
     * positions, whatever the nodes' clocks say.
     */
    public record ReservedPositions(long first, Instant at) {
        private static final Logger LOG = LoggerFactory.getLogger(ReservedPositions.class);

        /** The smallest reported setback of the clock; adjustments by NTP are smaller. */
        private static final Duration BY_LONG = Duration.ofMinutes(1);

        private static final long SILENCE = Duration.ofMinutes(10).toNanos();
        private static final AtomicLong QUIET_UNTIL = new AtomicLong(System.nanoTime());

        public static ReservedPositions take(JdbcClient jdbc, int wanted) {
            return jdbc.sql("select * from take_positions(:wanted)")
                    .param("wanted", wanted)
                    .query((row, number) -> of(row))
                    .single();
        }

        static ReservedPositions of(ResultSet row) throws SQLException {
            Instant at = Times.ofMicros(row.getLong("given_at"));
            warnOf(Duration.of(row.getLong("ahead"), ChronoUnit.MICROS), at);
            return new ReservedPositions(row.getLong("first_position"), at);
        }

        private static void warnOf(Duration ahead, Instant at) {
            long now = System.nanoTime();
            long quiet = QUIET_UNTIL.get();
            if (ahead.compareTo(BY_LONG) > 0 && now - quiet >= 0 && QUIET_UNTIL.compareAndSet(quiet, now + SILENCE)) {
                LOG.warn(
                        "The clock of the database is {} behind the newest event: it was set back. Until it reaches {},"
                                + " each event gets the time of the one before it plus a microsecond.",
                        ahead,
                        at);
            }
        }
    }
}
