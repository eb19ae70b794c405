package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.PendingWork.SyncLag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** One statement. Ages go by the database's clock, and the time of a read by that of the node that read. */
public record PostgresSyncLag(JdbcClient jdbc, JsonMapper json) implements SyncLag {
    private static final TypeReference<Map<String, @Nullable Double>> AGES = new TypeReference<>() {};

    @Override
    public Lag of(ConnectedAccount account) {
        return ofAccount(jdbc, account, """
                        select work.pending, work.waiting, conflicts.open, reads.since, reads.lists
                        from (
                          select count(*) as pending, extract(epoch from clock_timestamp() - min(marked_at)) as waiting
                          from sync_work where connector = :connector and account = :account) work,
                        (
                          select count(*) as open
                          from sync_conflicts where connector = :connector and account = :account and state = 'open'
                        ) conflicts,
                        (
                          select
                            case when every(read_at is not null)
                              then extract(epoch from clock_timestamp() - min(read_at)) end as since,
                            jsonb_object_agg(remote_list, extract(epoch from clock_timestamp() - read_at)) as lists
                          from sync_list_read where connector = :connector and account = :account
                        ) reads
                        """).query((row, number) -> lag(row)).single();
    }

    private Lag lag(ResultSet row) throws SQLException {
        Duration waiting = age(row, "waiting");
        return new Lag(
                row.getInt("pending"),
                waiting == null ? Duration.ZERO : waiting,
                row.getInt("open"),
                age(row, "since"),
                ages(row.getString("lists")));
    }

    private Map<String, Duration> ages(@Nullable String lists) {
        Map<String, Duration> ages = new HashMap<>();
        if (lists != null) {
            json.readValue(lists, AGES).forEach((list, seconds) -> {
                if (seconds != null) {
                    ages.put(list, age(seconds));
                }
            });
        }
        return ages;
    }

    /** A clock that was set back makes nothing younger than new. */
    private static @Nullable Duration age(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : age(seconds);
    }

    private static Duration age(double seconds) {
        return Duration.ofMillis(Math.max(0, (long) (seconds * 1000)));
    }
}
