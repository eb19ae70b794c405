package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.PipelinedQuery;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.projection.EventLog;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a transaction takes along at the write gate: positions for its events, which are only ever given out behind the
 * gate, whether anything is parked, and whether this node may still write.
 */
public final class WriteTicket {

    /** The bytes of "devledge": other programs in the same database have locks of their own. */
    static final long LOCK_KEY = 0x6465766c65646765L;

    /** Who takes a position is going to write, and learns how its transaction can be known again. */
    private static final String TAKE = """
             as taken_over, exists (select from parked_event) as parked, taken.*, pg_backend_pid() as backend,
              case when taken.first_position is not null then pg_current_xact_id() end as xid
            from take_positions(?) taken
            """;

    /**
     * What a write reads it finds by keys: the plan that is best for tables that are nearly empty would be kept while they
     * grow, and scan them; and planning anew, for each number of rows, costs more than the rows. A statement sees what was
     * committed when it began, so what is asked for behind the gate is asked for in others, in the same round trip.
     */
    private static final String LOCK = """
            select pg_advisory_xact_lock_shared(%d), set_config('enable_seqscan', 'off', true),
              set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
              set_config('plan_cache_mode', 'force_generic_plan', true);
            """.formatted(LOCK_KEY);

    /** A position, and the time of the event that gets it. */
    private record Place(long position, Instant at) {}

    private final JdbcTemplate jdbc;
    private final PostgresFence fence;
    private final Deque<Place> free = new ArrayDeque<>();
    private final Map<String, EventLog.Located> given = new HashMap<>();
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
            PostgresFence fence,
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

    /** As {@link #enter}, where the transaction at hand has a ticket. */
    public static void enterIfTaken(TransactionBound<WriteTicket> pass) {
        @Nullable WriteTicket taken = pass.find();
        if (taken != null) {
            taken.enter();
        }
    }

    public static WriteTicket alone(DataSource database, PostgresFence fence) {
        return new WriteTicket(database, fence, 1, Set.of(), new IdempotencyClaims(Set.of()), false);
    }

    static WriteTicket shared(
            DataSource database, PostgresFence fence, int writes, Set<String> homes, IdempotencyClaims claims) {
        return new WriteTicket(database, fence, writes, homes, claims, true);
    }

    /** Before anything that is read in the transaction: a swap of the tables must not meet it half done. */
    public void enter() {
        free.clear();
        if (!entered) {
            take(0);
        }
    }

    /**
     * Reads behind the gate, and takes along what as many new tasks need as there may be in this transaction: keys, and
     * positions, which are good for as long as nothing else is read.
     *
     * @param reading its values are ids and numbers of projects
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
     * Sees to it that there are positions for events that are decided. An event that was decided on another one has to come
     * behind it: positions that were taken sooner are for those that begin a stream. Once the first event is stored all
     * writes of the transaction are decided.
     *
     * @param beginnings whether each of the events is the first of its stream
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

    /** What is parked is asked for again each time: it may be by one who held what this write had to wait for. */
    private void take(int events) {
        jdbc.execute(gate() + taking(), (PreparedStatement statement) -> {
            statement.setInt(bindGate(statement), events);
            execute(statement);
            take(statement, events);
            return events;
        });
        entered = true;
    }

    /** Places for many events that are stored at once, each behind what it was decided on. */
    public TakenPositions takeMany(int events) {
        free.clear();
        take(events);
        Place first = free.getFirst();
        free.clear();
        return new TakenPositions(first.position(), first.at());
    }

    private String taking() {
        return "select " + fence.condition() + TAKE;
    }

    private String gate() {
        return entered ? "" : claims.isEmpty() ? LOCK : LOCK + IdempotencyClaims.SQL;
    }

    /** To the first parameter behind the gate. */
    private int bindGate(PreparedStatement statement) throws SQLException {
        return entered || claims.isEmpty() ? 1 : claims.bind(statement, 1);
    }

    /** To the first result behind the gate. */
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
                    TakenPositions places = TakenPositions.of(rows);
                    for (int i = 0; i < events; i++) {
                        free.add(new Place(places.first() + i, places.at()));
                    }
                    backend = rows.getInt("backend");
                    xid = rows.getString("xid");
                }
            }
        }
    }

    public EventLog.Located give(String stream, String eventId, String type) {
        Place place = free.remove();
        EventLog.Located located = new EventLog.Located(place.position(), type, place.at());
        streams.add(stream);
        given.put(eventId, located);
        stored(place.position(), eventId);
        return located;
    }

    /** The first event stands for all that is in the transaction. */
    public void stored(long position, String eventId) {
        if (transaction != null) {
            return;
        }
        if (xid == null) {
            identify(); // what is stored in another way takes its positions elsewhere
        }
        transaction = new LostCommit.Transaction(backend, Objects.requireNonNull(xid), position, eventId);
    }

    private void identify() {
        jdbc.query("select pg_backend_pid() as backend, pg_current_xact_id() as xid", row -> {
            backend = row.getInt("backend");
            xid = row.getString("xid");
        });
    }

    /** Null where it has made no event. */
    public LostCommit.@Nullable Transaction transaction() {
        return transaction;
    }

    public Optional<EventLog.Located> given(String eventId) {
        return Optional.ofNullable(given.get(eventId));
    }

    /** The tasks as they are once all is stored; asked for once. */
    public Map<UUID, TaskView> answers(Supplier<Map<UUID, TaskView>> read) {
        Map<UUID, TaskView> known = answers == null ? read.get() : answers;
        answers = known;
        return known;
    }

    /** Of which events were given a position. */
    public Set<String> streams() {
        return streams;
    }

    /**
     * True once for a key that nobody else has used or is using. Passes the gate with all that the writes want there.
     */
    public boolean claims(IdempotencyKey key, SpareKeys keys) {
        if (!entered && homes.isEmpty()) {
            enter();
        } else if (!entered) {
            SharedProjects.share(this, keys);
        }
        return claims.give(key);
    }

    /** Whether other writes are in this transaction too, or wait for it to end. */
    public boolean isShared() {
        return shared;
    }

    /** The projects that its writes share, by what they call them. */
    Set<String> homes() {
        return homes;
    }

    /** The projects that writes of this transaction hold still, by the id and by the number of the key. */
    public Map<Object, ProjectLocks.Locked> held() {
        return held;
    }

    /** False where it was certain at the gate that nothing is. */
    public boolean mayBeParked() {
        return parked;
    }
}
