package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 50,000 entries of 20 projects with 500 tasks; every tenth is of the sync, every twentieth a change of status. */
class LongHistoryTest {

    private static final long ENTRIES = 50_000;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static Database database;
    private static PostgresHistoryQueries queries;
    private static UUID project;
    private static UUID task;

    @BeforeAll
    static void fill() {
        database = Database.create();
        queries = new PostgresHistoryQueries(database.jdbc, Rows.JSON, database.transactions, Rows.SETTLED);
        Rows rows = new Rows(database);
        for (int i = 0; i < 20; i++) {
            var id = rows.project("project " + i);
            project = id.value();
            for (int j = 0; j < 25; j++) {
                task = rows.task(id, null, "task " + j).value();
            }
        }
        database.jdbc
                .sql("""
                        with entity as (
                          select row_number() over (order by id) - 1 as number, id, type
                          from (select id, 'project' as type from dev_projects union all select id, 'task' from tasks) e
                        )
                        insert into history (position, at, entity_type, entity_id, event, summary, changes, sync, actor,
                                             channel, request_id, change_set)
                        select i, cast(:begin as timestamptz) + i * interval '1 second', type, id,
                               type || case when i % 20 = 1 then '.status-changed' else '.edited' end, 'Changed it.', '[]',
                               i % 10 = 0, 'actor ' || i % 100, 'channel ' || i % 5, 'r-' || i,
                               cast(lpad(to_hex(i / 50), 32, '0') as uuid)
                        from generate_series(1, :entries) i
                        join entity on number = i % 520
                        """)
                .param("begin", Times.of(BEGIN))
                .param("entries", ENTRIES)
                .update();
        database.jdbc.sql("analyze history").update();
        database.jdbc.sql("analyze dev_projects").update();
        database.jdbc.sql("analyze tasks").update();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void an_export_has_every_entry_once_oldest_first() {
        List<Long> read = new ArrayList<>();
        queries.export(all(true), entry -> read.add(entry.position()));
        assertThat(read).isEqualTo(LongStream.rangeClosed(1, ENTRIES).boxed().toList());
    }

    @Test
    void an_export_has_the_filters_of_the_list() {
        List<HistoryView> read = new ArrayList<>();
        HistoryFilter filter = new HistoryFilter(
                null,
                false,
                false,
                "actor 7",
                "channel 2",
                BEGIN.plusSeconds(1000),
                BEGIN.plusSeconds(1300),
                null,
                false);
        queries.export(filter, read::add);
        assertThat(read).extracting(HistoryView::position).containsExactly(1007L, 1107L, 1207L);
        assertThat(read).allSatisfy(entry -> assertThat(entry.entity().key()).isNotNull());
    }

    /** Were all of it read at once, the first entry would come after the last row. */
    @Test
    void an_export_reads_no_more_than_is_taken() {
        AtomicLong read = new AtomicLong();
        AtomicLong seen = new AtomicLong();
        assertThatThrownBy(() -> database.transaction.executeWithoutResult(status -> {
                    long before = rowsRead();
                    queries.export(all(false), entry -> {
                        if (seen.incrementAndGet() == 3) {
                            read.set(rowsRead() - before);
                            throw new IllegalStateException("the client is gone");
                        }
                    });
                }))
                .hasMessage("the client is gone");
        assertThat(read.get()).isBetween(100L, 200L);
        assertThat(database.jdbc
                        .sql("select count(*) from pg_stat_activity where state like 'idle in transaction%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void an_export_is_of_one_moment() {
        List<HistoryView> last = new ArrayList<>();
        AtomicLong seen = new AtomicLong();
        queries.export(all(true), entry -> {
            if (seen.incrementAndGet() == 1) {
                inAnotherTransaction(() -> {
                    entry(ENTRIES + 1);
                    tellLast("Changed meanwhile.");
                });
            }
            if (entry.position() >= ENTRIES) {
                last.add(entry);
            }
        });
        forgetNew();
        tellLast("Changed it.");
        assertThat(seen.get()).isEqualTo(ENTRIES);
        assertThat(last).extracting(HistoryView::summary).containsExactly("Changed it.");
    }

    @Test
    void no_filter_reads_all_of_the_table() {
        Instant late = BEGIN.plusSeconds(ENTRIES - 1000);
        UUID changeSet = new UUID(0, 500);
        List<HistoryFilter> filters = List.of(
                all(false),
                all(true),
                new HistoryFilter(null, false, true, null, null, null, null, null, false),
                new HistoryFilter(null, false, false, "actor 7", null, null, null, null, false),
                new HistoryFilter(null, false, false, "nobody", null, null, null, null, false),
                new HistoryFilter(null, false, false, null, "channel 3", null, null, null, false),
                new HistoryFilter(null, false, false, null, "nothing", null, null, null, false),
                new HistoryFilter(null, false, false, null, null, late, null, null, false),
                new HistoryFilter(null, false, false, null, null, BEGIN.plusSeconds(10 * ENTRIES), null, null, false),
                new HistoryFilter(null, false, false, null, null, null, BEGIN.plusSeconds(100), null, false),
                new HistoryFilter(null, false, false, null, null, late, late.plusSeconds(100), null, false),
                new HistoryFilter(null, false, false, null, null, null, null, changeSet, false),
                new HistoryFilter(project, false, false, null, null, null, null, null, false),
                new HistoryFilter(project, true, false, null, null, null, null, null, false),
                new HistoryFilter(project, true, true, null, null, null, null, null, false),
                new HistoryFilter(task, false, false, null, null, null, null, null, true),
                new HistoryFilter(project, true, false, "actor 7", "channel 2", BEGIN, late, null, false),
                new HistoryFilter(null, false, true, "actor 7", null, null, late, null, false),
                new HistoryFilter(null, false, false, "actor 7", "channel 2", late, null, changeSet, true));
        assertThat(filters).allSatisfy(filter -> {
            List<Long> cost = cost(() -> queries.list(filter, new PageRequest(50, null)));
            assertThat(cost.getFirst()).isZero();
            assertThat(cost.getLast()).isLessThanOrEqualTo(3_000);
        });
    }

    @Test
    void what_comes_meanwhile_is_on_no_later_page() {
        Page<HistoryView> first = queries.list(all(false), new PageRequest(20, null));
        entry(ENTRIES + 1);
        Page<HistoryView> second = queries.list(all(false), new PageRequest(20, first.nextCursor()));
        forgetNew();
        List<Long> together = new ArrayList<>();
        first.items().forEach(entry -> together.add(entry.position()));
        second.items().forEach(entry -> together.add(entry.position()));
        assertThat(together)
                .isEqualTo(LongStream.iterate(ENTRIES, i -> i - 1)
                        .filter(i -> i % 10 != 0)
                        .limit(40)
                        .boxed()
                        .toList());
    }

    @Test
    void a_timeline_reads_the_entries_of_its_project_alone() {
        List<Long> cost = cost(() -> queries.statusesOf(project));
        assertThat(cost.getFirst()).isZero();
        assertThat(cost.getLast()).isLessThanOrEqualTo(200);
        assertThat(database.statements(() -> queries.statusesOf(project))).isEqualTo(1);
    }

    private static HistoryFilter all(boolean sync) {
        return new HistoryFilter(null, false, false, null, null, null, null, null, sync);
    }

    private static void entry(long position) {
        database.jdbc.sql("""
                        insert into history select :position, at, entity_type, entity_id, event, summary, changes, sync,
                          reason, actor, channel, client, tool, request_id, change_set
                        from history where position = 1
                        """).param("position", position).update();
    }

    private static void tellLast(String summary) {
        database.jdbc
                .sql("update history set summary = :summary where position = :last")
                .param("summary", summary)
                .param("last", ENTRIES)
                .update();
    }

    private static void forgetNew() {
        database.jdbc
                .sql("delete from history where position > :last")
                .param("last", ENTRIES)
                .update();
    }

    private static void inAnotherTransaction(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many scans of the whole table, and how many rows of it were read. */
    private static List<Long> cost(Runnable work) {
        return database.transaction.execute(status -> {
            long scans = sequentialScans();
            long rows = rowsRead();
            work.run();
            return List.of(sequentialScans() - scans, rowsRead() - rows);
        });
    }

    /** Of this connection, since it last told the statistics. */
    private static long rowsRead() {
        return statistic("seq_tup_read + idx_tup_fetch");
    }

    private static long sequentialScans() {
        return statistic("seq_scan");
    }

    private static long statistic(String expression) {
        return database.jdbc
                .sql("select coalesce(" + expression + ", 0) from pg_stat_xact_user_tables"
                        + " where relid = to_regclass('history')")
                .query(Long.class)
                .single();
    }
}
