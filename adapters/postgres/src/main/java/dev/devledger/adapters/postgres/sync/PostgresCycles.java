package dev.devledger.adapters.postgres.sync;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresCycles implements Cycles {

    private static final Order NEWEST = new Order("started_at", "timestamptz", true, "id", "uuid");

    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final JsonMapper json;

    public PostgresCycles(RowWrites rows, JsonMapper json) {
        this.rows = rows;
        this.jdbc = rows.jdbc();
        this.json = json;
    }

    @Override
    public void save(ConnectedAccount account, Cycle cycle) {
        put(account, cycle, false);
    }

    @Override
    public void save(ConnectedAccount account, Cycle cycle, Map<String, Read> reads) {
        put(account, cycle, true);
        keep(account, new TreeMap<>(reads));
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

    /** These rows and no others; what is as it was is not written. */
    private void keep(ConnectedAccount account, Map<String, Read> reads) {
        jdbc.sql("""
                        with others as (
                          delete from sync_list_read
                          where connector = :connector and account = :account
                            and remote_list <> all (cast(:lists as text[]))
                        )
                        insert into sync_list_read (connector, account, remote_list, read_at, changed_at, unread, open)
                        select :connector, :account, now.*
                        from unnest(
                          cast(:lists as text[]), cast(:read as timestamptz[]), cast(:changed as timestamptz[]),
                          cast(:unread as text[]), cast(:open as integer[])) as now
                        on conflict (connector, account, remote_list) do update set
                          read_at = excluded.read_at, changed_at = excluded.changed_at, unread = excluded.unread,
                          open = excluded.open
                        where (sync_list_read.read_at, sync_list_read.changed_at, sync_list_read.unread, sync_list_read.open)
                          is distinct from (excluded.read_at, excluded.changed_at, excluded.unread, excluded.open)
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .param("lists", reads.keySet().toArray(String[]::new))
                .param("read", texts(reads, read -> read.readAt() == null ? null : String.valueOf(read.readAt())))
                .param("changed", texts(reads, read -> read.changedAt().toString()))
                .param(
                        "unread",
                        texts(reads, read -> read.unread() == null ? null : json.writeValueAsString(read.unread())))
                .param("open", reads.values().stream().map(Read::open).toArray(Integer[]::new))
                .update();
    }

    private static @Nullable String[] texts(Map<String, Read> reads, Function<Read, @Nullable String> of) {
        return reads.values().stream().map(of).toArray(String[]::new);
    }

    @Override
    public Map<String, Read> reads(ConnectedAccount account) {
        Map<String, Read> reads = new HashMap<>();
        jdbc.sql("""
                        select remote_list, read_at, changed_at, unread, open from sync_list_read
                        where connector = :connector and account = :account
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .query((ResultSet row) -> {
                    reads.put(row.getString("remote_list"), read(row));
                });
        return reads;
    }

    private Read read(ResultSet row) throws SQLException {
        String unread = row.getString("unread");
        return new Read(
                Times.find(row, "read_at"),
                Times.get(row, "changed_at"),
                unread == null ? null : json.readValue(unread, Unread.class),
                row.getInt("open"));
    }

    @Override
    public Optional<Instant> lastFullAt(ConnectedAccount account) {
        return jdbc.sql("""
                        select started_at from sync_cycle
                        where connector = :connector and account = :account and looked
                        order by started_at desc limit 1
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .query((row, number) -> Times.get(row, "started_at"))
                .optional();
    }

    @Override
    public Optional<Cycle> last(ConnectedAccount account) {
        return jdbc.sql("""
                        select * from sync_cycle where connector = :connector and account = :account
                        order by %s limit 1
                        """.formatted(NEWEST.sql()))
                .param("connector", account.connector())
                .param("account", account.account())
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
