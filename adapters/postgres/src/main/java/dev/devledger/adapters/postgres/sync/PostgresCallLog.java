package dev.devledger.adapters.postgres.sync;

import dev.devledger.application.sync.budget.CallLog;
import dev.devledger.application.sync.budget.RemoteBudget.Use;
import dev.devledger.application.sync.connector.ConnectedAccount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Goes by the database's clock, and never by a transaction at hand: a call that went out has gone out, whatever becomes of
 * that, and nobody else may wait for its end.
 */
public record PostgresCallLog(DataSource dataSource, ConnectedAccount account) implements CallLog {
    private static final int SECONDS = 5;

    @Override
    public Slot take(Share share, Limits limits, List<Ended> ended) {
        return with(TakeSlot.SQL, statement -> {
            new TakeSlot(statement, account).fill(share, limits, ended);
            statement.execute();
            for (int more = 1; more < TakeSlot.STATEMENTS; more++) {
                statement.getMoreResults();
            }
            try (ResultSet row = only(statement.getResultSet())) {
                long wait = row.getLong("wait");
                return wait > 0 ? new Slot.Wait(Duration.ofMillis(wait)) : new Slot.Taken(row.getLong("call"));
            }
        });
    }

    @Override
    public Duration exceeded(Duration pause, Duration longPause) {
        return with("""
                insert into remote_pause as p (connector, account, until)
                values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
                on conflict (connector, account) do update set until = case
                    when p.until > clock_timestamp() then p.until
                    when p.until > clock_timestamp() - ? * interval '1 millisecond'
                        then clock_timestamp() + ? * interval '1 millisecond'
                    else excluded.until end
                returning ceil(extract(epoch from until - clock_timestamp()) * 1000)::bigint as left
                """, statement -> {
            statement.setString(1, account.connector());
            statement.setString(2, account.account());
            statement.setLong(3, pause.toMillis());
            statement.setLong(4, pause.toMillis());
            statement.setLong(5, longPause.toMillis());
            try (ResultSet row = only(statement.executeQuery())) {
                return Duration.ofMillis(Math.max(1, row.getLong("left")));
            }
        });
    }

    @Override
    public Duration pauseLeft() {
        return with("""
                select coalesce(max(ceil(extract(epoch from until - clock_timestamp()) * 1000)), 0)::bigint as left
                from remote_pause
                where connector = ? and account = ?
                """, statement -> {
            statement.setString(1, account.connector());
            statement.setString(2, account.account());
            try (ResultSet row = only(statement.executeQuery())) {
                return Duration.ofMillis(Math.max(0, row.getLong("left")));
            }
        });
    }

    @Override
    public List<Use> use(List<Window> windows) {
        return with("""
                select w.millis, w.calls, (
                    select count(*) from remote_call c
                    where c.connector = ? and c.account = ?
                      and c.counted_until > clock_timestamp() - w.millis * interval '1 millisecond') as used
                from unnest(?::bigint[], ?::int[]) with ordinality as w (millis, calls, place)
                order by w.place
                """, statement -> {
            Connection connection = statement.getConnection();
            statement.setString(1, account.connector());
            statement.setString(2, account.account());
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            windows.stream()
                                    .map(window -> window.length().toMillis())
                                    .toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "int", windows.stream().map(Window::limit).toArray()));
            List<Use> uses = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Duration length = Duration.ofMillis(row.getLong("millis"));
                    uses.add(new Use(length, row.getInt("calls"), row.getInt("used")));
                }
            }
            return List.copyOf(uses);
        });
    }

    private static ResultSet only(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw new SQLException("no row where there always is one");
        }
        return rows;
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
