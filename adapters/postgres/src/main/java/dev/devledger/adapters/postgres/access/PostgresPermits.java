package dev.devledger.adapters.postgres.access;

import dev.devledger.adapters.postgres.write.SeparateStatement;
import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import dev.devledger.application.access.RequestLimiter.SharedPermits;
import dev.devledger.application.access.RequestLimiter.SharedPermits.PermitRequest;
import dev.devledger.application.access.RequestLimiter.SharedPermits.Unused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Keeps permits in two tables that every node sees, by the database's clock. A node gets a new id at each start: the
 * permits of its former id are returned when the lease of that id ends.
 */
public final class PostgresPermits implements SharedPermits {

    private final DataSource dataSource;
    private final UUID node = UUID.randomUUID();

    public PostgresPermits(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Grant take(String caller, CallerLimits limits, PermitRequest wish) {
        return with(TakePermits.SQL, statement -> {
            TakePermits.fill(statement, caller, node, limits, wish);
            ResultSet row = statement.row(TakePermits.STATEMENTS);
            return new Grant(
                    row.getInt("granted"),
                    row.getLong("slot"),
                    Duration.ofMillis(row.getLong("good")),
                    Duration.ofMillis(Math.max(1, row.getLong("wait"))),
                    row.getInt("held"));
        });
    }

    @Override
    public void hold(String caller, int places) {
        with("""
                insert into caller_places (caller, node, places, until)
                values (?, ?, ?, clock_timestamp() + ? * interval '1 second')
                on conflict (caller, node) do update set places = excluded.places, until = excluded.until
                """, statement -> statement
                .values(caller, node, places, LEASE.toSeconds())
                .update());
    }

    private <T> T with(String sql, SeparateStatement.Work<T> work) {
        return SeparateStatement.run(dataSource, sql, Unavailable::new, work);
    }

    /**
     * Takes permits, in one round trip. A statement does not see commits after its begin, so this takes several
     * statements: a single one that waits for the lock would count without the permits of the node that held it.
     * PostgreSQL ends their transaction, and releases the lock, before it answers.
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

        private TakePermits() {}

        static void fill(SeparateStatement statement, String caller, UUID node, CallerLimits limits, PermitRequest wish)
                throws SQLException {
            Unused unused = wish.unused();
            statement
                    .values(caller, unused == null ? 0L : unused.requests())
                    .values(caller, unused == null ? 0L : unused.slot())
                    .values(caller, caller, caller)
                    .values((long) wish.requests(), (long) limits.requests().most(), node)
                    .values((long) wish.places(), (long) limits.atOnce().most());
        }
    }
}
