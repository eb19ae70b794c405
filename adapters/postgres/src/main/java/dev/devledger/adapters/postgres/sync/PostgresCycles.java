package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountTable.ofAccount;

import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Pages.Listing;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.adapters.postgres.sync.AccountTable.OfAccounts;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.CycleView;
import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.memory.Cycles.ListReadState;
import dev.devledger.application.sync.memory.Cycles.UnreadList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

public final class PostgresCycles implements Cycles {

    private static final Order NEWEST = new Order("started_at", "timestamptz", true, "id", "uuid");
    private static final Listing<CycleView> LIST = new Listing<>(
            "*", "sync_cycle", NEWEST, (row, number) -> new CycleView(row.getString("connector"), cycle(row)));

    private final JdbcClient jdbc;
    private final RowWrites rows;
    private final AccountTable cycles;
    private final ListReads reads;

    public PostgresCycles(RowWrites rows, JsonMapper json) {
        this.rows = rows;
        this.jdbc = rows.jdbc();
        this.cycles = new AccountTable(rows, "sync_cycle");
        this.reads = new ListReads(new AccountTable(rows, "sync_list_read"), json);
    }

    @Override
    public void save(ConnectedAccount account, Cycle cycle) {
        put(account, cycle, false);
    }

    @Override
    public void save(ConnectedAccount account, Cycle cycle, Map<String, ListReadState> reads) {
        put(account, cycle, true);
        this.reads.keep(account, new TreeMap<>(reads));
    }

    private void put(ConnectedAccount account, Cycle cycle, boolean looked) {
        AccountTable.row(account)
                .set("id", cycle.id())
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
    public Map<String, ListReadState> reads(ConnectedAccount account) {
        return reads.all(account);
    }

    @Override
    public Optional<Instant> lastFullAt(ConnectedAccount account) {
        return cycles.select(account, "started_at", "and looked order by started_at desc limit 1")
                .query((row, number) -> Times.get(row, "started_at"))
                .optional();
    }

    @Override
    public Optional<Cycle> last(ConnectedAccount account) {
        return cycles.select(account, "*", "order by " + NEWEST.sql() + " limit 1")
                .query((row, number) -> cycle(row))
                .optional();
    }

    @Override
    public Page<CycleView> list(List<ConnectedAccount> accounts, PageRequest page) {
        OfAccounts of = new OfAccounts(accounts);

        return LIST.page(jdbc, of.where(), page, of.name("cycles"));
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

    /** The results of the reads of lists, by list. */
    record ListReads(AccountTable table, JsonMapper json) {

        Map<String, ListReadState> all(ConnectedAccount account) {
            return RowMap.of(
                    table.select(account, "remote_list, read_at, changed_at, unread, open", ""),
                    row -> row.getString("remote_list"),
                    this::read);
        }

        private ListReadState read(ResultSet row) throws SQLException {
            String list = row.getString("remote_list");
            String unread = row.getString("unread");
            Instant changed = Times.get(row, "changed_at");
            return new ListReadState(
                    Times.find(row, "read_at"),
                    changed,
                    unread == null
                            ? null
                            : UnreadableValues.find(
                                            "Why the list " + list + " was not read",
                                            () -> json.readValue(unread, UnreadList.class))
                                    .orElse(new UnreadList(list, "the reason cannot be read", changed, false)),
                    row.getInt("open"));
        }

        /** Replaces the account's rows by these reads; unchanged rows are not written. */
        void keep(ConnectedAccount account, SortedMap<String, ListReadState> reads) {
            table.of(account, """
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
                    .param("lists", reads.keySet().toArray(String[]::new))
                    .param("read", texts(reads, read -> read.readAt() == null ? null : String.valueOf(read.readAt())))
                    .param("changed", texts(reads, read -> read.changedAt().toString()))
                    .param(
                            "unread",
                            texts(
                                    reads,
                                    read -> read.unread() == null
                                            ? null
                                            : Texts.storableJson(json.writeValueAsString(read.unread()))))
                    .param(
                            "open",
                            reads.values().stream().map(ListReadState::open).toArray(Integer[]::new))
                    .update();
        }

        private static @Nullable String[] texts(
                Map<String, ListReadState> reads, Function<ListReadState, @Nullable String> of) {
            return reads.values().stream().map(of).toArray(String[]::new);
        }
    }

    /** Uses the database's clock, as the nodes' clocks may differ. */
    public record PostgresLease(JdbcClient jdbc) implements Lease {
        @Override
        public Optional<Grant> acquire(ConnectedAccount account, Duration length) {
            return ofAccount(jdbc, account, """
                        insert into sync_lease as l (connector, account, fence, held_until)
                        values (:connector, :account, 1, clock_timestamp() + :millis * interval '1 millisecond')
                        on conflict (connector, account) do update
                        set fence = l.fence + 1, held_until = excluded.held_until
                        where l.held_until <= clock_timestamp()
                        returning fence
                        """)
                    .param("millis", length.toMillis())
                    .query(Long.class)
                    .optional()
                    .map(Grant::new);
        }

        @Override
        public boolean renew(ConnectedAccount account, Grant lease, Duration length) {
            return ofAccount(jdbc, account, """
                                update sync_lease set held_until = clock_timestamp() + :millis * interval '1 millisecond'
                                where connector = :connector and account = :account and fence = :fence
                                  and held_until > clock_timestamp()
                                """)
                            .param("millis", length.toMillis())
                            .param("fence", lease.fence())
                            .update()
                    == 1;
        }

        @Override
        public void release(ConnectedAccount account, Grant lease) {
            ofAccount(jdbc, account, """
                        update sync_lease set held_until = clock_timestamp()
                        where connector = :connector and account = :account and fence = :fence
                        """).param("fence", lease.fence()).update();
        }
    }

    /**
     * Releases the leases and tasks of a killed process: other processes would wait until its lease and its heartbeat
     * expire. Only for a database that no other process can use.
     */
    public static final class StaleLeases {
        private StaleLeases() {}

        public static void release(DataSource database) {
            JdbcClient jdbc = JdbcClient.create(database);
            // Expires the leases instead of deleting them, so that the fence numbers go on growing.
            jdbc.sql("update sync_lease set held_until = 'epoch' where held_until > clock_timestamp()")
                    .update();
            jdbc.sql("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked")
                    .update();
        }
    }
}
