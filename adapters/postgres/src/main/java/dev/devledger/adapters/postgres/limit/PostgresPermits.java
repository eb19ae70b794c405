package dev.devledger.adapters.postgres.limit;

import dev.devledger.application.limit.CallerLimits;
import dev.devledger.application.limit.SharedPermits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * In two tables that every node sees, by the database's clock. A node has another id after each start: what it held before
 * goes back when its lease is over.
 */
public final class PostgresPermits implements SharedPermits {
    private static final int SECONDS = 5;

    private final DataSource dataSource;
    private final UUID node = UUID.randomUUID();

    public PostgresPermits(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Grant take(String caller, CallerLimits limits, Wish wish) {
        return with(TakePermits.SQL, statement -> {
            new TakePermits(statement).fill(caller, node, limits, wish);
            statement.execute();
            for (int more = 1; more < TakePermits.STATEMENTS; more++) {
                statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                if (!row.next()) {
                    throw new SQLException("no row where there always is one");
                }
                return new Grant(
                        row.getInt("granted"),
                        row.getLong("slot"),
                        Duration.ofMillis(row.getLong("good")),
                        Duration.ofMillis(Math.max(1, row.getLong("wait"))),
                        row.getInt("held"));
            }
        });
    }

    @Override
    public void hold(String caller, int places) {
        with("""
                insert into caller_places (caller, node, places, until)
                values (?, ?, ?, clock_timestamp() + ? * interval '1 second')
                on conflict (caller, node) do update set places = excluded.places, until = excluded.until
                """, statement -> {
            statement.setString(1, caller);
            statement.setObject(2, node);
            statement.setInt(3, places);
            statement.setLong(4, LEASE.toSeconds());
            return statement.executeUpdate();
        });
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            return work.with(statement);
        } catch (SQLException e) {
            throw new Unavailable(e);
        }
    }
}
