package dev.devledger.adapters.postgres;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.tree.ProjectLocks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a transaction took along at the write gate: positions for its events, which are only ever given out behind the
 * gate, and whether anything is parked. So a write need not ask for either when it stores.
 */
final class GatePass {

    private final JdbcClient jdbc;
    private final Deque<Long> free = new ArrayDeque<>();
    private final Map<String, EventLog.Located> given = new HashMap<>();
    private final Map<String, ProjectLocks.Locked> held = new HashMap<>();
    private boolean parked = true;
    private int writes = 1;

    private GatePass(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static TransactionBound<GatePass> of(DataSource database) {
        return new TransactionBound<>(GatePass.class, database, () -> {});
    }

    static GatePass empty(JdbcClient jdbc) {
        return new GatePass(jdbc);
    }

    /** With what the gate was asked for. */
    static GatePass with(JdbcClient jdbc, Iterable<Long> positions, boolean parked, int writes) {
        GatePass pass = new GatePass(jdbc);
        positions.forEach(pass.free::add);
        pass.parked = parked;
        pass.writes = writes;
        return pass;
    }

    /** Makes sure that there are as many as events come now. */
    void reserve(int events) {
        int missing = events - free.size();
        if (missing > 0) {
            free.addAll(jdbc.sql("select nextval('event_position_seq') from generate_series(1, :count)")
                    .param("count", missing)
                    .query(Long.class)
                    .list());
        }
    }

    long give(String eventId, String type) {
        long position = free.remove();
        given.put(eventId, new EventLog.Located(position, type));
        return position;
    }

    Optional<EventLog.Located> given(String eventId) {
        return Optional.ofNullable(given.get(eventId));
    }

    /** Whether other writes are in this transaction too. */
    boolean isShared() {
        return writes > 1;
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
