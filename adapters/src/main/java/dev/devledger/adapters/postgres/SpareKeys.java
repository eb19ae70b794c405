package dev.devledger.adapters.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keys that were taken for new tasks that came together, and not used by them: the next task of this node gets them. */
final class SpareKeys {

    /**
     * So many more, one in each row, where one of these projects is there: a request that is not about anything uses up no
     * key, and there are none spare in a ledger that has nothing.
     */
    static final String TAKE = """
            select nextval('task_key') as number from generate_series(1, ?)
            where exists (select from dev_projects where id = any(?) or key_number = any(?))
            """;

    private final Queue<Long> keys = new ConcurrentLinkedQueue<>();

    Optional<Long> poll() {
        return Optional.ofNullable(keys.poll());
    }

    /** How many are to be taken so that there are enough. */
    int missing(int wanted) {
        return Math.max(0, wanted - keys.size());
    }

    /** What {@link #TAKE} has taken. */
    void take(PreparedStatement taken) throws SQLException {
        try (ResultSet rows = taken.getResultSet()) {
            while (rows.next()) {
                keys.add(rows.getLong("number"));
            }
        }
    }
}
