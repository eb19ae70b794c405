package dev.devledger.adapters.postgres.access;

import dev.devledger.application.access.Admissions.SharedPermits;
import dev.devledger.application.access.Admissions.SharedPermits.Unused;
import dev.devledger.application.access.Admissions.SharedPermits.Wish;
import dev.devledger.application.access.Limit.CallerLimits;
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

    /**
     * Taking permits, in one round trip. These are several statements and not one because a statement does not see what was
     * committed after it began: whoever waited for the lock would count without the node that it waited for. PostgreSQL ends the
     * transaction that they are in, and gives the lock back, before it answers.
     */
    static final class TakePermits {
        static final int STATEMENTS = 5;

        static final String SQL = """
            select pg_advisory_xact_lock(hashtextextended('devledger caller ' || ?, 0));

            update caller_requests set requests = requests - ? where caller = ? and slot = ?;

            delete from caller_requests where caller = ? and (requests <= 0 or slot <= {now} - {slots});

            delete from caller_places where caller = ? and until <= clock_timestamp();

            with asked as materialized (
                select ?::text as caller, ?::int as requests, ?::bigint as most_requests, ?::uuid as node, ?::int as places,
                       ?::bigint as most_places, {now} as slot, clock_timestamp() as now),
            state as (
                select a.*,
                       a.most_requests - (select coalesce(sum(r.requests), 0) from caller_requests r
                                          where r.caller = a.caller and r.slot > a.slot - {slots}) as free,
                       (select min(r.slot) from caller_requests r
                        where r.caller = a.caller and r.slot > a.slot - {slots}) as oldest,
                       a.most_places - (select coalesce(sum(p.places), 0) from caller_places p
                                        where p.caller = a.caller and p.node <> a.node) as places_free
                from asked a),
            verdict as (
                select s.*,
                       case when s.free < 1 then 0 else least(s.requests, greatest(1, s.free / 4)) end::int as granted,
                       greatest(0, least(s.places, s.places_free))::int as held
                from state s),
            counted as (
                insert into caller_requests as r (caller, slot, requests)
                select caller, slot, granted from verdict where granted > 0
                on conflict (caller, slot) do update set requests = r.requests + excluded.requests),
            kept as (
                insert into caller_places (caller, node, places, until)
                select caller, node, held, now + {lease} * interval '1 second' from verdict where places > 0
                on conflict (caller, node) do update set places = excluded.places, until = excluded.until)
            select granted, slot, held,
                   floor(((slot + 1) * {length} - extract(epoch from now)) * 1000)::bigint as good,
                   ceil((coalesce(oldest + {slots}, slot) * {length} - extract(epoch from now)) * 1000)::bigint as wait
            from verdict
            """.replace(
                        "{now}", "floor(extract(epoch from clock_timestamp()) / {length})::bigint")
                .replace("{slots}", Integer.toString(SharedPermits.SLOTS))
                .replace("{length}", Long.toString(SharedPermits.SLOT.toSeconds()))
                .replace("{lease}", Long.toString(SharedPermits.LEASE.toSeconds()));

        private final PreparedStatement statement;
        private int place;

        TakePermits(PreparedStatement statement) {
            this.statement = statement;
        }

        void fill(String caller, UUID node, CallerLimits limits, Wish wish) throws SQLException {
            Unused unused = wish.unused();
            text(caller);
            number(unused == null ? 0 : unused.requests());
            text(caller);
            number(unused == null ? 0 : unused.slot());
            text(caller);
            text(caller);
            text(caller);
            number(wish.requests());
            number(limits.requests().most());
            statement.setObject(++place, node);
            number(wish.places());
            number(limits.atOnce().most());
        }

        private void text(String value) throws SQLException {
            statement.setString(++place, value);
        }

        private void number(long value) throws SQLException {
            statement.setLong(++place, value);
        }
    }
}
