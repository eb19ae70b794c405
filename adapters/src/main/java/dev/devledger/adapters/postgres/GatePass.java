package dev.devledger.adapters.postgres;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.tree.ProjectLocks;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a transaction takes along at the write gate: positions for its events, which are only ever given out behind the
 * gate, and whether anything is parked.
 */
final class GatePass {

    private static final String TAKE = """
            select exists (select from parked_event) as parked,
              array(select nextval('event_position_seq') from generate_series(1, ?)) as positions
            """;

    /**
     * In one round trip. What a write reads it finds by keys: the plan that is best for tables that are nearly empty would
     * be kept while they grow, and scan them; and planning anew, for each number of rows, costs more than the rows. A
     * statement sees what was committed when it began, so what is asked for behind
     * the gate is asked for in a second one.
     */
    private static final String ENTER = """
            select pg_advisory_xact_lock_shared(%d), set_config('enable_seqscan', 'off', true),
              set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
              set_config('plan_cache_mode', 'force_generic_plan', true);
            """.formatted(PostgresWriteGate.KEY) + TAKE;

    private final JdbcTemplate jdbc;
    private final Deque<Long> free = new ArrayDeque<>();
    private final Map<String, EventLog.Located> given = new HashMap<>();
    private final Map<String, ProjectLocks.Locked> held = new HashMap<>();
    private final Set<String> streams = new HashSet<>();
    private @Nullable Map<UUID, TaskView> answers;
    private boolean parked = true;
    private final int writes;
    private final boolean shared;
    private boolean entered;

    private GatePass(DataSource database, int writes, boolean shared) {
        this.jdbc = new JdbcTemplate(database);
        this.writes = writes;
        this.shared = shared;
    }

    static TransactionBound<GatePass> of(DataSource database) {
        return new TransactionBound<>(GatePass.class, database, () -> {});
    }

    static GatePass alone(DataSource database) {
        return new GatePass(database, 1, false);
    }

    static GatePass shared(DataSource database, int writes) {
        return new GatePass(database, writes, true);
    }

    /** Before anything else in the transaction that a swap of the tables must not meet half done. */
    void enter() {
        enter(0);
    }

    private void enter(int events) {
        if (!entered) {
            jdbc.execute(ENTER, (PreparedStatement statement) -> took(statement, events));
            entered = true;
        }
    }

    private int took(PreparedStatement enter, int events) throws SQLException {
        enter.setInt(1, events);
        enter.execute();
        enter.getMoreResults();
        return take(enter, events);
    }

    private int take(PreparedStatement taken, int events) throws SQLException {
        try (ResultSet rows = taken.getResultSet()) {
            while (rows.next()) {
                parked = rows.getBoolean("parked");
                free.addAll(List.of((Long[]) rows.getArray("positions").getArray()));
            }
        }
        return events;
    }

    /**
     * Takes positions for events that are decided. Not sooner: an event that was decided on another one has to come behind
     * it, so what it was decided on is read before.
     */
    void reserve(int events) {
        if (entered) {
            // What is parked is asked for again: it may be by one who held what this write had to wait for.
            jdbc.execute(TAKE, (PreparedStatement statement) -> {
                statement.setInt(1, Math.max(0, events - free.size()));
                statement.execute();
                return take(statement, events);
            });
        } else {
            enter(events);
        }
    }

    long give(String stream, String eventId, String type) {
        long position = free.remove();
        streams.add(stream);
        given.put(eventId, new EventLog.Located(position, type));
        return position;
    }

    Optional<EventLog.Located> given(String eventId) {
        return Optional.ofNullable(given.get(eventId));
    }

    /** The tasks as they are once all is stored; asked for once. */
    Map<UUID, TaskView> answers(Supplier<Map<UUID, TaskView>> read) {
        Map<UUID, TaskView> known = answers == null ? read.get() : answers;
        answers = known;
        return known;
    }

    /** Of which events were given a position. */
    Set<String> streams() {
        return streams;
    }

    /** Whether other writes are in this transaction too, or wait for it to end. */
    boolean isShared() {
        return shared;
    }

    /** How many writes this transaction was begun for. */
    int writes() {
        return writes;
    }

    /** The projects that writes of this transaction hold still, by what they were asked for by. */
    Map<String, ProjectLocks.Locked> held() {
        return held;
    }

    /** False where it was certain at the gate that nothing is. */
    boolean mayBeParked() {
        return parked;
    }
}
