package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.sql.Cursor;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.CycleView;
import dev.devledger.application.sync.memory.Cycles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresCycles implements Cycles {

    private static final Order NEWEST = new Order("started_at", "timestamptz", true, "id", "uuid");

    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final ListReads reads;

    public PostgresCycles(RowWrites rows, JsonMapper json) {
        this.rows = rows;
        this.jdbc = rows.jdbc();
        this.reads = new ListReads(jdbc, json);
    }

    @Override
    public void save(ConnectedAccount account, Cycle cycle) {
        put(account, cycle, false);
    }

    @Override
    public void save(ConnectedAccount account, Cycle cycle, Map<String, Read> reads) {
        put(account, cycle, true);
        this.reads.keep(account, new TreeMap<>(reads));
    }

    private void put(ConnectedAccount account, Cycle cycle, boolean looked) {
        new Columns()
                .set("id", cycle.id())
                .set("connector", account.connector())
                .set("account", account.account())
                .set("kind", cycle.kind())
                .set("started_at", Times.of(cycle.startedAt()))
                .set("finished_at", Times.of(cycle.finishedAt()))
                .set("complete", cycle.complete())
                .set("pulled", cycle.pulled())
                .set("pushed", cycle.pushed())
                .set("conflicts", cycle.conflicts())
                .set("remote_requests", cycle.remoteRequests())
                .set("error", cycle.error())
                .set("looked", looked)
                .put(rows, "sync_cycle", "id");
    }

    @Override
    public Map<String, Read> reads(ConnectedAccount account) {
        return reads.all(account);
    }

    @Override
    public Optional<Instant> lastFullAt(ConnectedAccount account) {
        return ofAccount(jdbc, account, """
                        select started_at from sync_cycle
                        where connector = :connector and account = :account and looked
                        order by started_at desc limit 1
                        """)
                .query((row, number) -> Times.get(row, "started_at"))
                .optional();
    }

    @Override
    public Optional<Cycle> last(ConnectedAccount account) {
        return ofAccount(jdbc, account, """
                        select * from sync_cycle where connector = :connector and account = :account
                        order by %s limit 1
                        """.formatted(NEWEST.sql()))
                .query((row, number) -> cycle(row))
                .optional();
    }

    @Override
    public Page<CycleView> list(List<ConnectedAccount> accounts, PageRequest page) {
        OfAccounts of = new OfAccounts(accounts);
        String list = of.name("cycles");
        Where where = of.where().after(Cursor.read(page.cursor(), list), NEWEST);
        String rows = """
                select *, started_at as sort_value, id as sort_id
                from sync_cycle where %s order by %s limit :limit
                """.formatted(where.sql(), NEWEST.sql());
        return Pages.read(
                jdbc, rows, where, page, list, (row, number) -> new CycleView(row.getString("connector"), cycle(row)));
    }

    @Override
    public List<HourOfCalls> callsByHour(List<ConnectedAccount> accounts, Instant since) {
        OfAccounts of = new OfAccounts(accounts);
        return jdbc.sql("""
                        select connector, date_trunc('hour', started_at, 'UTC') as hour, sum(remote_requests) as calls
                        from sync_cycle where %s and started_at >= :since and remote_requests > 0
                        group by connector, hour order by connector, hour
                        """.formatted(of.condition("")))
                .params(of.parameters())
                .param("since", Times.of(since))
                .query((row, number) ->
                        new HourOfCalls(row.getString("connector"), Times.get(row, "hour"), row.getLong("calls")))
                .list();
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql("""
                        delete from sync_cycle c
                        where started_at < :before
                          and started_at < (
                            select max(started_at) from sync_cycle newest
                            where newest.connector = c.connector and newest.account = c.account)
                          and not (looked and started_at = (
                            select max(started_at) from sync_cycle newest
                            where newest.looked
                              and newest.connector = c.connector and newest.account = c.account))
                        """).param("before", Times.of(before)).update();
    }

    private static Cycle cycle(ResultSet row) throws SQLException {
        return new Cycle(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                Times.get(row, "started_at"),
                Times.find(row, "finished_at"),
                row.getBoolean("complete"),
                row.getInt("pulled"),
                row.getInt("pushed"),
                row.getInt("conflicts"),
                row.getInt("remote_requests"),
                row.getString("error"));
    }
}
