package dev.devledger.adapters.postgres;

import dev.devledger.application.sync.ConnectedAccount;
import dev.devledger.application.sync.SyncLag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One statement. Ages go by the database's clock, and the time of a read by that of the node that read. */
final class PostgresSyncLag implements SyncLag {
    private final JdbcClient jdbc;

    PostgresSyncLag(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Lag of(ConnectedAccount account) {
        return jdbc.sql("""
                        select work.pending, work.waiting, conflicts.open, reads.since
                        from (
                          select count(*) as pending, extract(epoch from clock_timestamp() - min(marked_at)) as waiting
                          from sync_work where connector = :connector and account = :account) work,
                        (
                          select count(*) as open
                          from sync_conflicts where connector = :connector and account = :account and state = 'open'
                        ) conflicts,
                        (
                          select extract(epoch from clock_timestamp() - min((list.value ->> 'readAt')::timestamptz)) as since
                          from (
                            select reads from sync_cycle
                            where connector = :connector and account = :account and reads is not null
                            order by started_at desc limit 1) newest,
                          jsonb_each(newest.reads::jsonb) list) reads
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .query((row, number) -> lag(row))
                .single();
    }

    private static Lag lag(ResultSet row) throws SQLException {
        Duration waiting = age(row, "waiting");
        return new Lag(
                row.getInt("pending"),
                waiting == null ? Duration.ZERO : waiting,
                row.getInt("open"),
                age(row, "since"));
    }

    /** A clock that was set back makes nothing younger than new. */
    private static @Nullable Duration age(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofMillis(Math.max(0, (long) (seconds * 1000)));
    }
}
