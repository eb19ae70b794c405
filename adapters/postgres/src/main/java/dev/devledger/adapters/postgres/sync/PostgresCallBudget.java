package dev.devledger.adapters.postgres.sync;

import static java.util.Comparator.comparing;

import dev.devledger.adapters.postgres.write.SeparateStatement;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage.Use;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.application.sync.connector.SharedCallBudget.EndedCall;
import dev.devledger.application.sync.connector.SharedCallBudget.Limits;
import dev.devledger.application.sync.connector.SharedCallBudget.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/**
 * Counts calls by the database's clock, in a transaction of its own: a sent call counts even if the current transaction
 * is rolled back, and other calls must not wait for the end of that transaction.
 */
public record PostgresCallBudget(DataSource dataSource, ConnectedAccount account) implements SharedCallBudget {
    @Override
    public CallDecision take(CallPurpose share, Limits limits, List<EndedCall> ended) {
        return with(TakeSlot.SQL, statement -> {
            TakeSlot.fill(statement, account, share, limits, ended);
            ResultSet row = statement.row(TakeSlot.STATEMENTS);
            long wait = row.getLong("wait");
            return wait > 0
                    ? new CallDecision.Delayed(Duration.ofMillis(wait))
                    : new CallDecision.Allowed(row.getLong("call"));
        });
    }

    @Override
    public Duration exceeded(Duration pause, Duration longPause) {
        return with(
                """
                insert into remote_pause as p (connector, account, until)
                values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
                on conflict (connector, account) do update set until = case
                    when p.until > clock_timestamp() then p.until
                    when p.until > clock_timestamp() - ? * interval '1 millisecond'
                        then clock_timestamp() + ? * interval '1 millisecond'
                    else excluded.until end
                returning ceil(extract(epoch from until - clock_timestamp()) * 1000)::bigint as left
                """,
                statement -> Duration.ofMillis(Math.max(
                        1,
                        statement
                                .values(account.connector(), account.account())
                                .values(pause.toMillis(), pause.toMillis(), longPause.toMillis())
                                .row(1)
                                .getLong("left"))));
    }

    @Override
    public Duration pauseLeft() {
        return with(
                """
                select coalesce(max(ceil(extract(epoch from until - clock_timestamp()) * 1000)), 0)::bigint as left
                from remote_pause
                where connector = ? and account = ?
                """,
                statement -> Duration.ofMillis(Math.max(
                        0,
                        statement
                                .values(account.connector(), account.account())
                                .row(1)
                                .getLong("left"))));
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
            ResultSet row = statement
                    .values(account.connector(), account.account())
                    .array("bigint", windows, window -> window.length().toMillis())
                    .array("int", windows, Window::limit)
                    .rows(1);
            List<Use> uses = new ArrayList<>();
            while (row.next()) {
                uses.add(new Use(Duration.ofMillis(row.getLong("millis")), row.getInt("calls"), row.getInt("used")));
            }
            return List.copyOf(uses);
        });
    }

    private <T> T with(String sql, SeparateStatement.Work<T> work) {
        return SeparateStatement.run(dataSource, sql, Unavailable::new, work);
    }

    /**
     * Takes a slot, in one round trip. A statement does not see commits after its begin, so this takes four statements:
     * a single one that waits for the lock would count without the call that held it. PostgreSQL ends their
     * transaction, and releases the lock, before it answers.
     */
    static final class TakeSlot {
        static final int STATEMENTS = 4;

        static final String SQL = """
            select pg_advisory_xact_lock(hashtextextended('devledger remote_call ' || ? || ' ' || ?, 0));

            update remote_call c
            set counted_until = least(c.counted_until, clock_timestamp() - e.millis * interval '1 millisecond')
            from unnest(?::bigint[], ?::bigint[]) as e (id, millis)
            where c.id = e.id;

            delete from remote_call
            where connector = ? and account = ?
              and counted_until <= clock_timestamp() - ? * interval '1 millisecond';

            with asked as materialized (
                select ?::text as connector, ?::text as account, ?::text as share,
                       ?::bigint as longest_call, clock_timestamp() as now),
            part as (
                select l.millis, l.calls, l.share, l.part, l.share = a.share as own,
                       (select count(*) from remote_call c
                        where c.connector = a.connector and c.account = a.account and c.share = l.share
                          and c.counted_until > a.now - l.millis * interval '1 millisecond') as used,
                       exists (select from remote_wait w
                        where w.connector = a.connector and w.account = a.account and w.share = l.share
                          and w.until > a.now) as waits
                from asked a, unnest(?::bigint[], ?::int[], ?::text[], ?::int[]) as l (millis, calls, share, part)),
            state as (
                select p.millis,
                       bool_and(not p.own or p.used < p.part) as within,
                       min(p.calls) - sum(p.used) as free,
                       coalesce(sum(greatest(0, p.part - p.used)) filter (
                           where p.share = 'INTERACTIVE' and not p.own), 0) as kept,
                       coalesce(sum(greatest(0, p.part - p.used)) filter (
                           where p.share <> 'INTERACTIVE' and not p.own and p.waits), 0) as owed
                from part p group by p.millis),
            need as (
                select s.millis, s.within, 1 - (s.free - case
                           when a.share = 'INTERACTIVE' then 0
                           when s.within then s.kept
                           else s.kept + s.owed end) as leaving
                from state s, asked a),
            verdict as (
                select greatest(
                           (select max(p.until) - a.now from remote_pause p
                            where p.connector = a.connector and p.account = a.account and p.until > a.now),
                           (select max(coalesce(
                                (select c.counted_until + n.millis * interval '1 millisecond' - a.now
                                 from remote_call c
                                 where c.connector = a.connector and c.account = a.account
                                   and c.counted_until > a.now - n.millis * interval '1 millisecond'
                                 order by c.counted_until
                                 offset n.leaving - 1 limit 1),
                                n.millis * interval '1 millisecond'))
                            from need n where n.leaving > 0)) as wait,
                       (select bool_and(n.within) from need n) as within
                from asked a),
            taken as (
                insert into remote_call (connector, account, share, counted_until)
                select a.connector, a.account, a.share, a.now + a.longest_call * interval '1 millisecond'
                from asked a, verdict v where v.wait is null
                returning id),
            served as (
                delete from remote_wait w using asked a, taken t
                where w.connector = a.connector and w.account = a.account and w.share = a.share),
            turned_away as (
                insert into remote_wait (connector, account, share, until)
                select a.connector, a.account, a.share, a.now + v.wait + interval '10 seconds'
                from asked a, verdict v where v.wait is not null and v.within and a.share <> 'INTERACTIVE'
                on conflict (connector, account, share) do update set until = excluded.until)
            select (select id from taken) as call,
                   greatest(case when v.wait is null then 0 else 1 end,
                            ceil(coalesce(extract(epoch from v.wait), 0) * 1000))::bigint as wait
            from verdict v
            """;

        private TakeSlot() {}

        static void fill(
                SeparateStatement statement,
                ConnectedAccount account,
                CallPurpose share,
                Limits limits,
                List<EndedCall> ended)
                throws SQLException {
            Window longest = Collections.max(limits.windows(), comparing(Window::length));
            statement
                    .values(account.connector(), account.account())
                    .array("bigint", ended, EndedCall::call)
                    .array("bigint", ended, each -> each.ago().toMillis())
                    .values(account.connector(), account.account())
                    .values(longest.length().toMillis())
                    .values(account.connector(), account.account())
                    .values(share.name(), limits.longestCall().toMillis());
            parts(statement, limits.windows());
        }

        /** Binds the limits of each share in each window, as four arrays of equal length. */
        private static void parts(SeparateStatement statement, List<Window> windows) throws SQLException {
            record Part(Window window, CallPurpose share) {}
            List<Part> parts = windows.stream()
                    .flatMap(window -> List.of(CallPurpose.values()).stream().map(share -> new Part(window, share)))
                    .toList();
            statement
                    .array("bigint", parts, part -> part.window().length().toMillis())
                    .array("int", parts, part -> part.window().limit())
                    .array("text", parts, part -> part.share().name())
                    .array("int", parts, part -> part.share().of(part.window().limit()));
        }
    }
}
