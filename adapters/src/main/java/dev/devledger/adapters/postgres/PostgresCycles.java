package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.Where.Order;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.ConnectedAccount;
import dev.devledger.application.sync.Cycles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

final class PostgresCycles implements Cycles {

    private static final Order NEWEST = new Order("started_at", "timestamptz", true, "id", "uuid");

    private static final TypeReference<Map<String, Read>> READS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final JsonMapper json;

    PostgresCycles(RowWrites rows, JsonMapper json) {
        this.rows = rows;
        this.jdbc = rows.jdbc();
        this.json = json;
    }

    @Override
    public void save(ConnectedAccount account, Cycle cycle) {
        put(account, cycle, null);
    }

    @Override
    public void save(ConnectedAccount account, Cycle cycle, Map<String, Read> reads) {
        put(account, cycle, json.writeValueAsString(new TreeMap<>(reads)));
    }

    private void put(ConnectedAccount account, Cycle cycle, @Nullable String reads) {
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
                .set("reads", reads)
                .put(rows, "sync_cycle", "id");
    }

    @Override
    public Map<String, Read> reads(ConnectedAccount account) {
        return jdbc.sql("""
                        select reads from sync_cycle
                        where connector = :connector and account = :account and reads is not null
                        order by started_at desc limit 1
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, READS))
                .orElse(Map.of());
    }

    @Override
    public Optional<Instant> lastFullAt(ConnectedAccount account) {
        return jdbc.sql("""
                        select started_at from sync_cycle
                        where connector = :connector and account = :account and reads is not null
                        order by started_at desc limit 1
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .query((row, number) -> Times.get(row, "started_at"))
                .optional();
    }

    @Override
    public Optional<Cycle> last(ConnectedAccount account) {
        return list(account, new PageRequest(1, null)).items().stream().findFirst();
    }

    @Override
    public Page<Cycle> list(ConnectedAccount account, PageRequest page) {
        String list = "cycles " + account.connector() + " " + account.account();
        Where where = new Where()
                .and("connector = :connector", "connector", account.connector())
                .and("account = :account", "account", account.account())
                .after(Cursor.read(page.cursor(), list), NEWEST);
        String rows = """
                select *, started_at as sort_value, id as sort_id
                from sync_cycle where %s order by %s limit :limit
                """.formatted(where.sql(), NEWEST.sql());
        return Pages.read(jdbc, rows, where, page, list, (row, number) -> cycle(row));
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql("""
                        delete from sync_cycle c
                        where started_at < :before
                          and started_at < (select max(started_at) from sync_cycle)
                          and not (reads is not null and started_at = (
                            select max(started_at) from sync_cycle newest
                            where newest.reads is not null
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
