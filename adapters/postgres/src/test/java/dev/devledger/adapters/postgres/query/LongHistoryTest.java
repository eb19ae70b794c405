package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.Story;
import dev.devledger.adapters.postgres.readmodel.HistoryTest;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 50,000 entries of 20 projects with 500 tasks; every tenth is of the sync, every twentieth a change of status. */
@Tag("long")
class LongHistoryTest {

    private static final long ENTRIES = 50_000;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @RegisterExtension
    private static final Database database = Database.create();

    private static final PostgresHistoryQueries queries = HistoryTest.queries(database);
    private static UUID project;
    private static UUID task;

    @BeforeAll
    static void fill() {
        Rows rows = new Rows(database);
        List<Object> entities = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ProjectId id = rows.project("project " + i);
            entities.add(id);
            project = id.value();
            for (int j = 0; j < 25; j++) {
                TaskId below = rows.task(id, null, "task " + j);
                entities.add(below);
                task = below.value();
            }
        }
        Story story = new Story(database);
        for (long i = 1; i <= ENTRIES; i += 5_000) {
            List<LedgerEvent> events = new ArrayList<>();
            List<HistoryRecord> entries = new ArrayList<>();
            for (long position = i; position < i + 5_000; position++) {
                Object entity = entities.get((int) (position % entities.size()));
                LedgerEvent event = Story.event(
                        position,
                        BEGIN.plusSeconds(position),
                        payload(entity, position % 20 == 1, BEGIN.plusSeconds(position)),
                        new Provenance(
                                "actor " + position % 100,
                                "channel " + position % 5,
                                "client " + position % 7,
                                position % 50 == 3 ? "tool " + position % 500 : null,
                                "r-1",
                                "r-1",
                                null),
                        new UUID(0, position / 50));
                HistoryRecord filed = HistoryRecord.of(event);
                events.add(event);
                entries.add(position % 10 == 0 ? ofTheSync(filed) : filed);
            }
            story.store(events);
            story.file(entries);
        }
        database.jdbc.sql("analyze history").update();
        database.jdbc.sql("analyze event").update();
        database.jdbc.sql("analyze dev_projects").update();
        database.jdbc.sql("analyze tasks").update();
    }

    private static Object payload(Object entity, boolean status, Instant at) {
        return switch (entity) {
            case ProjectId id
            when status ->
                new ProjectEvent.StatusChanged(
                        id, new Change<>(ProjectStatus.PLANNED, ProjectStatus.ACTIVE), new Change<>(null, "now"), at);
            case ProjectId id ->
                new ProjectEvent.Edited(
                        id, SampleEvents.first(ProjectEvent.Edited.class).changes(), at);
            case TaskId id
            when status -> new TaskEvent.StatusChanged(id, new Change<>(TaskStatus.OPEN, TaskStatus.COMPLETED), at);
            case TaskId id ->
                new TaskEvent.Edited(
                        id, SampleEvents.first(TaskEvent.Edited.class).changes(), at);
            default -> throw new IllegalArgumentException(entity.toString());
        };
    }

    private static HistoryRecord ofTheSync(HistoryRecord filed) {
        return new HistoryRecord(
                filed.position(),
                filed.at(),
                filed.entityType(),
                filed.entity(),
                filed.event(),
                true,
                filed.actor(),
                filed.channel(),
                filed.changeSet(),
                filed.agent());
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
        HistoryFilter filter = HistoryFilter.ALL
                .with(HistoryFilter.ACTOR, "actor 7")
                .with(HistoryFilter.CHANNEL, "channel 2")
                .with(HistoryFilter.SINCE, BEGIN.plusSeconds(1000))
                .with(HistoryFilter.UNTIL, BEGIN.plusSeconds(1300));
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
                    actorOfLast("changed meanwhile");
                });
            }
            if (entry.position() >= ENTRIES) {
                last.add(entry);
            }
        });
        forgetNew();
        actorOfLast("actor 0");
        assertThat(seen.get()).isEqualTo(ENTRIES);
        assertThat(last).extracting(HistoryView::actor).containsExactly("actor 0");
    }

    @Test
    void no_filter_reads_all_of_the_table() {
        Instant late = BEGIN.plusSeconds(ENTRIES - 1000);
        UUID changeSet = new UUID(0, 500);
        List<HistoryFilter> filters = List.of(
                all(false),
                all(true),
                HistoryFilter.ALL.with(HistoryFilter.STATUS_ONLY, true),
                HistoryFilter.ALL.with(HistoryFilter.ACTOR, "actor 7"),
                HistoryFilter.ALL.with(HistoryFilter.ACTOR, "nobody"),
                HistoryFilter.ALL.with(HistoryFilter.CHANNEL, "channel 3"),
                HistoryFilter.ALL.with(HistoryFilter.CHANNEL, "nothing"),
                all(false).with(HistoryFilter.CLIENT, "nobody"),
                all(false).with(HistoryFilter.CLIENT, "client 3").with(HistoryFilter.TOOL, "tool 3"),
                all(false).with(HistoryFilter.TOOL, "nothing"),
                all(false).with(HistoryFilter.EVENT, "task"),
                HistoryFilter.ALL.with(HistoryFilter.SINCE, late),
                HistoryFilter.ALL.with(HistoryFilter.SINCE, BEGIN.plusSeconds(10 * ENTRIES)),
                HistoryFilter.ALL.with(HistoryFilter.UNTIL, BEGIN.plusSeconds(100)),
                HistoryFilter.ALL.with(HistoryFilter.SINCE, late).with(HistoryFilter.UNTIL, late.plusSeconds(100)),
                HistoryFilter.ofChangeSet(changeSet),
                HistoryFilter.of(project),
                HistoryFilter.ofProject(project),
                HistoryFilter.ALL
                        .with(HistoryFilter.ENTITY, project)
                        .with(HistoryFilter.WITH_TASKS, true)
                        .with(HistoryFilter.STATUS_ONLY, true),
                HistoryFilter.ALL.with(HistoryFilter.ENTITY, task).with(HistoryFilter.SYNC, true),
                HistoryFilter.ALL
                        .with(HistoryFilter.ENTITY, project)
                        .with(HistoryFilter.WITH_TASKS, true)
                        .with(HistoryFilter.ACTOR, "actor 7")
                        .with(HistoryFilter.CHANNEL, "channel 2")
                        .with(HistoryFilter.SINCE, BEGIN)
                        .with(HistoryFilter.UNTIL, late),
                HistoryFilter.ALL
                        .with(HistoryFilter.STATUS_ONLY, true)
                        .with(HistoryFilter.ACTOR, "actor 7")
                        .with(HistoryFilter.UNTIL, late),
                HistoryFilter.ALL
                        .with(HistoryFilter.ACTOR, "actor 7")
                        .with(HistoryFilter.CHANNEL, "channel 2")
                        .with(HistoryFilter.SINCE, late)
                        .with(HistoryFilter.CHANGE_SET, changeSet)
                        .with(HistoryFilter.SYNC, true));
        assertThat(filters).allSatisfy(filter -> {
            List<Long> cost = cost(() -> queries.list(filter, new PageRequest(50, null)));
            assertThat(cost.getFirst()).isZero();
            assertThat(cost.getLast()).isLessThanOrEqualTo(3_000);
        });
    }

    /** What stands in the events alone is found by an index of them. */
    @Test
    void of_a_frequent_client_no_more_is_read_than_there_is_of_it() {
        HistoryFilter frequent = all(false).with(HistoryFilter.CLIENT, "client 3");
        List<Long> cost = cost(() -> assertThat(
                        queries.list(frequent, new PageRequest(50, null)).items())
                .hasSize(50));
        assertThat(cost.getFirst()).isZero();
        assertThat(cost.getLast()).isLessThanOrEqualTo(ENTRIES / 7 + 1_000);
    }

    /** All is looked through where nothing has them, as what is said can be anything; but once, however many words. */
    @Test
    void words_that_nothing_has_are_looked_for_once() {
        for (List<String> words : List.of(List.of("nowhere"), List.of("now", "nowhere"))) {
            List<Long> cost = cost(() -> assertThat(
                            queries.list(all(false).with(HistoryFilter.WORDS, words), new PageRequest(50, null))
                                    .items())
                    .isEmpty());
            assertThat(cost.getFirst()).isLessThanOrEqualTo(1);
            assertThat(cost.getLast()).isLessThanOrEqualTo(ENTRIES + 100);
        }
        assertThat(cost(() -> queries.list(
                                all(false).with(HistoryFilter.WORDS, List.of("task")), new PageRequest(50, null)))
                        .getLast())
                .isLessThanOrEqualTo(3_000);
    }

    /** Its newest entries are all that a page of it reads, whether all came since, or none. */
    @Test
    void the_newest_of_who_has_many_are_read_and_no_others() {
        UUID busy = UUID.randomUUID();
        database.jdbc.sql("create table kept as table history").update();
        database.jdbc
                .sql("update history set entity_id = :busy, change_set = :busy, sync = false where position <= :last")
                .param("busy", busy)
                .param("last", ENTRIES / 4)
                .update();
        try {
            for (String statistics : List.of("of before", "of now")) {
                for (HistoryFilter filter : List.of(HistoryFilter.of(busy), HistoryFilter.ofChangeSet(busy))) {
                    assertThat(cost(() -> second(filter)))
                            .as("%s, statistics %s", filter, statistics)
                            .satisfies(cost -> assertThat(cost.getFirst()).isZero())
                            .satisfies(cost -> assertThat(cost.getLast()).isLessThanOrEqualTo(110));
                }
                database.jdbc.sql("analyze history").update();
            }
        } finally {
            database.jdbc.sql("truncate history").update();
            database.jdbc.sql("insert into history table kept").update();
            database.jdbc.sql("drop table kept").update();
            database.jdbc.sql("analyze history").update();
        }
    }

    /** The first page and the second. */
    private static void second(HistoryFilter filter) {
        Page<HistoryView> first = queries.list(filter, new PageRequest(50, null));
        Page<HistoryView> second = queries.list(filter, new PageRequest(50, first.nextCursor()));
        assertThat(first.items()).hasSize(50);
        assertThat(second.items()).hasSize(50).doesNotContainAnyElementsOf(first.items());
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
        return HistoryFilter.ALL.with(HistoryFilter.SYNC, sync);
    }

    private static void entry(long position) {
        database.jdbc.sql("""
                        insert into history
                        select :position, at, entity_id, change_set, sync, entity_type, event, actor, channel
                        from history where position = 1
                        """).param("position", position).update();
    }

    private static void actorOfLast(String actor) {
        database.jdbc
                .sql("update history set actor = :actor where position = :last")
                .param("actor", actor)
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
