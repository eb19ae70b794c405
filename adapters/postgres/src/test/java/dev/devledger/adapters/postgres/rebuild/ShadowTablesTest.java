package dev.devledger.adapters.postgres.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.Rows.RowsOfBilling;
import dev.devledger.adapters.postgres.Rows.RowsOfPeople;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.eventstore.EventStorageTest;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import dev.devledger.adapters.postgres.query.PostgresProjectQueries;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries;
import dev.devledger.adapters.postgres.readmodel.PostgresHistoryRows;
import dev.devledger.adapters.postgres.readmodel.PostgresNoteRows;
import dev.devledger.adapters.postgres.sync.PostgresLinkBook;
import dev.devledger.adapters.postgres.write.PostgresGenerations.ReadModel;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryProjection.HistoryRecord;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.projection.ShadowTables;
import dev.devledger.application.task.NotesProjection.NoteRows;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowTablesTest {

    private static final Set<String> ALL = Set.of(
            "projects", "tasks", "notes", "claims", "people", "billing", "time-entries", "views", "history", "sync");
    private static final List<String> TABLES = List.of(
            "dev_projects",
            "tasks",
            "notes",
            "people",
            "customers",
            "time_entries",
            "history",
            "sync_links",
            "sync_conflicts");

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresWriteGate gate = new PostgresWriteGate(database.jdbc);
    private static final PostgresShadowTables shadow =
            new PostgresShadowTables(database.jdbc, gate, database.transactions, "1.0");
    private Rows rows;

    @BeforeEach
    void empty() {
        rows = new Rows(database);
    }

    @Test
    void a_rebuild_of_the_same_rows_changes_nothing_however_often() {
        Runnable fill = fill();
        fill.run();
        Map<String, String> checksums = checksums();
        List<String> definitions = definitions();

        for (int round = 0; round < 3; round++) {
            shadow.create("all@1", ALL);
            shadow.inShadow(() -> {
                fill.run();
                return true;
            });
            assertThat(checksums()).isEqualTo(checksums);
            shadow.index(ALL);
            assertThat(definitions("rebuild")).isEqualTo(definitions);
            shadow.index(ALL);
            assertThat(definitions("rebuild")).as("made twice").isEqualTo(definitions);
            swap(ALL, () -> {});

            assertThat(checksums()).isEqualTo(checksums);
            assertThat(definitions()).isEqualTo(definitions);
            assertThat(definitions("rebuild")).isEmpty();
        }
    }

    @Test
    void only_the_named_projections_are_replaced() {
        rows.project("old");
        rows.task(new ProjectId(UUID.randomUUID()), null, "old");
        shadow.create("all@1", Set.of("projects"));

        swap(Set.of("projects"), () -> rows.project("new"));

        assertThat(names("dev_projects", "name")).containsExactly("new");
        assertThat(names("tasks", "title")).containsExactly("old");
    }

    @Test
    void what_was_begun_can_be_dropped_or_begun_again() {
        rows.project("live");
        shadow.create("all@1", ALL);
        shadow.inShadow(() -> rows.project("shadow"));
        shadow.create("all@1", Set.of("projects"));
        assertThat(shadow.<List<String>>inShadow(() -> names("dev_projects", "name")))
                .isEmpty();
        shadow.drop();
        shadow.drop();

        assertThat(definitions("rebuild")).isEmpty();
        assertThat(names("dev_projects", "name")).containsExactly("live");
        assertThatThrownBy(() -> shadow.create("all@1", Set.of("other"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_run_that_was_taken_for_dead_touches_neither_the_next_ones_tables_nor_the_live_ones() throws Exception {
        rows.project("live");
        shadow.create("all@1", ALL);
        shadow.inShadow(() -> rows.project("of the first"));
        try (ExecutorService another = Executors.newSingleThreadExecutor()) {
            another.submit(() -> {
                        shadow.create("all@1", ALL);
                        shadow.inShadow(() -> rows.project("of the second"));
                    })
                    .get();

            superseded(() -> shadow.inShadow(() -> rows.project("late")));
            superseded(() -> swap(ALL, () -> rows.project("late")));
            shadow.drop();
            assertThat(names("dev_projects", "name")).containsExactly("live");
            another.submit(() -> swap(ALL, () -> {})).get();
        }
        superseded(() -> shadow.inShadow(() -> rows.project("late")));
        assertThat(names("dev_projects", "name")).containsExactly("of the second");
    }

    private static void swap(Set<String> projections, Runnable lastBatch) {
        boolean swapped = false;
        shadow.index(projections);
        while (!swapped) {
            swapped = shadow.swap(projections, lastBatch, () -> {});
        }
    }

    @Test
    void what_was_cut_off_is_taken_over_with_its_mark() throws Exception {
        rows.project("live");
        shadow.create("all@1", ALL);
        shadow.inShadow(() -> {
            rows.project("first");
            shadow.mark(new ShadowTables.FillProgress(7, 3));
            return true;
        });
        assertThatThrownBy(() -> shadow.inShadow(() -> {
                    rows.project("of a batch that fails");
                    shadow.mark(new ShadowTables.FillProgress(9, 4));
                    throw new IllegalStateException("boom");
                }))
                .hasMessage("boom");
        try (ExecutorService another = Executors.newSingleThreadExecutor()) {
            another.submit(() -> {
                        assertThat(shadow.takeOver("all@2")).isEmpty();
                        assertThat(shadow.takeOver("all@1")).contains(new ShadowTables.FillProgress(7, 3));
                        shadow.inShadow(() -> rows.project("second"));
                        superseded(() -> callInNewThread(() -> shadow.inShadow(() -> rows.project("late"))));
                    })
                    .get();
            superseded(() -> shadow.inShadow(() -> rows.project("late")));
            another.submit(() -> swap(ALL, () -> {})).get();
        }
        assertThat(names("dev_projects", "name")).containsExactlyInAnyOrder("first", "second");
        assertThat(shadow.takeOver("all@1")).isEmpty();
    }

    private static void callInNewThread(Runnable work) {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            thread.submit(work).get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void other_code_and_another_schema_begin_anew() {
        shadow.create("all@1", ALL);
        PostgresShadowTables newer = new PostgresShadowTables(database.jdbc, gate, database.transactions, "1.1");
        assertThat(newer.takeOver("all@1")).isEmpty();
        assertThat(shadow.takeOver("all@1")).contains(ShadowTables.FillProgress.BEGIN);
        database.jdbc
                .sql("update rebuild.mark set begun_with = '1.0 on schema 1'")
                .update();
        assertThat(shadow.takeOver("all@1")).isEmpty();
        newer.create("all@1", ALL);
        newer.drop();
        assertThat(newer.takeOver("all@1")).isEmpty();
    }

    @Test
    void a_reader_who_takes_its_time_keeps_the_swap_waiting_and_no_writer() throws Exception {
        rows.project("live");
        shadow.create("all@1", ALL);
        shadow.inShadow(() -> rows.project("new"));
        shadow.index(ALL);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> reader = threads.submit(() -> database.transaction.executeWithoutResult(status -> {
                names("dev_projects", "name");
                reading.countDown();
                await(end);
            }));
            await(reading);
            assertThat(shadow.swap(ALL, () -> {}, () -> {})).isFalse();
            Future<?> writer = threads.submit(() -> database.transaction.executeWithoutResult(status -> {
                gate.enter();
                rows.project("written meanwhile");
            }));
            writer.get(60, TimeUnit.SECONDS);
            assertThat(names("dev_projects", "name")).containsExactlyInAnyOrder("live", "written meanwhile");
            end.countDown();
            reader.get(60, TimeUnit.SECONDS);
        }
        assertThat(shadow.swap(ALL, () -> {}, () -> {})).isTrue();
        assertThat(names("dev_projects", "name")).containsExactly("new");
    }

    @Test
    void rights_that_others_have_go_along() {
        sql("grant select on tasks, notes to pg_monitor with grant option");
        sql("grant update (title, description) on tasks to pg_monitor");
        sql("grant select on history to public");
        try {
            List<String> before = rights();
            assertThat(before).hasSizeGreaterThan(4);
            shadow.create("all@1", ALL);
            swap(ALL, () -> {});

            assertThat(rights()).isEqualTo(before);
        } finally {
            sql("revoke all on tasks, notes from pg_monitor");
            sql("revoke update (title, description) on tasks from pg_monitor");
            sql("revoke all on history from public");
        }
    }

    private static void sql(String sql) {
        database.jdbc.sql(sql).update();
    }

    private static List<String> rights() {
        return database.jdbc.sql("""
                        select concat_ws(' ', table_name, column_name, grantee, privilege_type, is_grantable) from (
                          select table_name, null as column_name, grantee, privilege_type, is_grantable
                          from information_schema.table_privileges where table_schema = 'public'
                          union all
                          select table_name, column_name, grantee, privilege_type, is_grantable
                          from information_schema.column_privileges where table_schema = 'public') rights
                        where grantee in ('pg_monitor', 'PUBLIC')
                        order by 1
                        """).query(String.class).list();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create view swap_view as select title from tasks             | drop view swap_view              | view swap_view
            create materialized view swap_kept as select at from history | drop materialized view swap_kept | materialized view swap_kept
            create trigger swap_trigger before update on tasks for each row execute function suppress_redundant_updates_trigger() | drop trigger swap_trigger on tasks | trigger swap_trigger on table tasks
            create publication swap_publication for table notes  | drop publication swap_publication | notes in publication swap_publication
            create table swap_child (task uuid references tasks)         | drop table swap_child            | constraint swap_child_task_fkey on table swap_child
            create policy swap_policy on dev_projects using (true)       | drop policy swap_policy on dev_projects | policy swap_policy on table dev_projects
            create rule swap_rule as on delete to tasks do instead nothing | drop rule swap_rule on tasks   | rule swap_rule on table tasks
            """)
    void what_somebody_has_attached_is_named_before_anything_is_done(String attach, String detach, String named) {
        rows.project("live");
        shadow.create("all@1", ALL);
        shadow.index(ALL);
        sql(attach);
        try {
            assertThatThrownBy(() -> shadow.swap(ALL, () -> {}, () -> {}))
                    .isInstanceOf(ShadowTables.ObjectInTheWay.class)
                    .hasMessageContaining(named)
                    .hasMessageContaining("Drop them, run the replay");
            shadow.drop();
            assertThatThrownBy(() -> shadow.create("all@2", ALL))
                    .as("said at the beginning, where it is there by then")
                    .hasMessageContaining(named);
            assertThat(names("dev_projects", "name")).containsExactly("live");
            shadow.create("notes@1", Set.of("sync"));
            swap(Set.of("sync"), () -> {});
        } finally {
            sql(detach);
        }
        shadow.create("all@3", ALL);
        swap(ALL, () -> {});
    }

    @Test
    void new_tables_are_known_to_the_planner_from_the_first_read_on() {
        shadow.create("all@1", ALL);
        shadow.inShadow(() -> rows.project("counted"));
        swap(ALL, () -> {});

        assertThat(database.jdbc
                        .sql(
                                "select relname from pg_class where oid = any(cast(:tables as regclass[])) and reltuples < 0")
                        .param("tables", ReadModel.tables(ALL).toArray(String[]::new))
                        .query(String.class)
                        .list())
                .as("never analyzed")
                .isEmpty();
    }

    @Test
    void a_writer_who_takes_its_time_keeps_nobody_waiting() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        shadow.create("all@1", ALL);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> slow = threads.submit(() -> database.transaction.executeWithoutResult(status -> {
                gate.enter();
                writing.countDown();
                await(end);
            }));
            await(writing);
            assertThat(shadow.settledHeadNow()).isEmpty();
            assertThat(shadow.swap(ALL, () -> {}, () -> {})).isFalse();
            Future<?> quick = threads.submit(() -> database.transaction.executeWithoutResult(status -> gate.enter()));
            quick.get(60, TimeUnit.SECONDS);
            end.countDown();
            slow.get(60, TimeUnit.SECONDS);
        }
        assertThat(shadow.settledHeadNow()).hasValue(0);
    }

    private static void superseded(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(ShadowTables.Superseded.class);
    }

    @Test
    void a_failing_last_batch_leaves_everything_as_it_was() {
        rows.project("live");
        shadow.create("all@1", ALL);

        assertThatThrownBy(() -> swap(ALL, () -> {
                    throw new IllegalStateException("boom");
                }))
                .hasMessage("boom");

        assertThat(names("dev_projects", "name")).containsExactly("live");
        swap(ALL, () -> rows.project("new"));
        assertThat(names("dev_projects", "name")).containsExactly("new");
    }

    @Test
    void parked_events_are_listed_page_by_page_the_oldest_first() {
        PostgresParkedEvents parked = new PostgresParkedEvents(database.rows);
        parked.park("tasks", event(2), "waits");
        parked.park("history", event(2), "broken");
        parked.park("tasks", event(1), "broken");

        Page<ParkedEvents.Parked> first = parked.list(new PageRequest(2, null));
        assertThat(first.items())
                .extracting(each -> each.position() + " " + each.projection() + " " + each.error())
                .containsExactly("1 tasks broken", "2 history broken");
        Page<ParkedEvents.Parked> rest = parked.list(new PageRequest(2, first.nextCursor()));
        assertThat(rest.items()).singleElement().satisfies(each -> {
            assertThat(each.projection()).isEqualTo("tasks");
            assertThat(each.stream()).isEqualTo("project-2");
            assertThat(each.type()).isEqualTo(event(2).type());
            assertThat(each.at())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        });
        assertThat(rest.nextCursor()).isNull();
        assertThatThrownBy(() -> parked.list(new PageRequest(2, "made-up"))).isInstanceOf(Rejection.class);
    }

    @Test
    void parked_events_are_those_of_the_rebuild() {
        PostgresParkedEvents parked = new PostgresParkedEvents(database.rows);
        parked.park("projects", event(1), "old");
        parked.park("projects", event(2), "old");
        parked.park("tasks", event(3), "stays");
        shadow.create("all@1", Set.of("projects"));

        shadow.inShadow(() -> {
            assertThat(parked.counts()).isEmpty();
            parked.park("projects", event(2), "new");
            return parked.isParked("projects", "project-2");
        });
        assertThat(parked.counts()).isEqualTo(Map.of("projects", 2L, "tasks", 1L));
        swap(Set.of("projects"), () -> {});

        assertThat(parked.counts()).isEqualTo(Map.of("projects", 1L, "tasks", 1L));
        assertThat(parked.isParked("projects", "project-1")).isFalse();
        assertThat(names("parked_event", "error")).containsExactlyInAnyOrder("new", "stays");
    }

    @Test
    void there_is_no_settled_head_while_a_writer_is_under_way() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> writer = threads.submit(() -> database.transaction.executeWithoutResult(status -> {
                gate.enter();
                PostgresEventStorage.engine(
                                database.dataSource,
                                database.axonTransactions,
                                LedgerSerializer.create(),
                                EventUpcasters.chain())
                        .appendEvents(EventStorageTest.events(new ProjectId(UUID.randomUUID()), 0, 2));
                entered.countDown();
                await(leave);
            }));
            await(entered);
            assertThat(shadow.settledHeadNow()).isEmpty();
            leave.countDown();
            writer.get();
        }
        assertThat(shadow.settledHeadNow())
                .hasValue(database.jdbc
                        .sql("select max(position) from event")
                        .query(Long.class)
                        .single());
    }

    @Test
    @Tag("long")
    void readers_and_writers_go_on_while_tables_are_swapped() throws Exception {
        rows.project("first");
        PostgresProjectQueries projects = new PostgresProjectQueries(database.jdbc, Rows.ACCOUNTS, Rows.SETTLED);
        PostgresTaskQueries tasks = new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
        ProjectFilter everything = ProjectFilter.ALL;
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        AtomicInteger reads = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Future<?> writer = threads.submit(() -> {
                while (!stop.get()) {
                    database.transaction.executeWithoutResult(status -> {
                        gate.enter();
                        rows.project("more");
                    });
                    written.incrementAndGet();
                }
            });
            List<Future<?>> readers = List.of(
                    threads.submit(() -> {
                        while (!stop.get()) {
                            assertThat(projects.list(everything, new PageRequest(200, null))
                                            .items())
                                    .isNotEmpty();
                            reads.incrementAndGet();
                        }
                    }),
                    threads.submit(() -> {
                        while (!stop.get()) {
                            tasks.find("T-1");
                            reads.incrementAndGet();
                        }
                    }));
            try {
                for (int round = 0; round < 8; round++) {
                    shadow.create("all@1", ALL);
                    swap(ALL, () -> database.jdbc.sql("""
                                        insert into dev_projects (id, key_number, name, status, status_since, priority,
                                          tags, tags_lower, time_zone, placement, created_at, updated_at, version)
                                        select id, key_number, name, status, status_since, priority, tags, tags_lower,
                                          time_zone, placement, created_at, updated_at, version
                                        from public.dev_projects
                                        """).update());
                    Thread.sleep(20);
                }
            } finally {
                stop.set(true);
            }
            writer.get(60, TimeUnit.SECONDS);
            for (Future<?> reader : readers) {
                reader.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(written.get()).isPositive();
        assertThat(reads.get()).isPositive();
        assertThat(names("dev_projects", "name")).hasSize(written.get() + 1);
    }

    private Runnable fill() {
        ProjectId project = new ProjectId(UUID.randomUUID());
        var created = SampleEvents.first(ProjectEvent.Created.class);
        var task = SampleEvents.first(TaskEvent.Created.class);
        return () -> {
            rows.board.add(created, new Revision(1, 1));
            rows.tasks.add(task, new Revision(1, 1));
            new PostgresNoteRows(database.rows)
                    .add(List.of(new NoteRows.Added(
                            SampleEvents.NOTE, project.value(), "noted", SampleEvents.AT, 4, "owner", "rest", null)));
            PersonEvent.Created person = SampleEvents.first(PersonEvent.Created.class);
            new RowsOfPeople(database.dataSource)
                    .add(person.person(), person.key(), person.details(), person.at(), new Revision(1, 5));
            CustomerEvent.Created customer = SampleEvents.first(CustomerEvent.Created.class);
            new RowsOfBilling(database.dataSource)
                    .add(customer.id(), customer.key(), customer.details(), customer.at(), new Revision(1, 6));
            new PostgresHistoryRows(database.dataSource)
                    .add(List.of(new HistoryRecord(
                            1,
                            Rows.AT,
                            "project",
                            project.value(),
                            "project.created",
                            false,
                            "owner",
                            "rest",
                            SampleEvents.INTENT,
                            null)));
            new PostgresLinkBook(database.dataSource, Rows.JSON).put(SampleEvents.LINK, new SyncLink.Stopped("two"));
        };
    }

    private static LedgerEvent event(long position) {
        return new LedgerEvent(
                position,
                "event-" + position,
                "project-" + position,
                1,
                "project.deleted",
                Rows.AT,
                new Object(),
                new Provenance("owner", "rest", null, null, "r-1", "r-1", null),
                UUID.randomUUID());
    }

    private static Map<String, String> checksums() {
        Map<String, String> checksums = new TreeMap<>();
        TABLES.forEach(table -> checksums.put(
                table,
                database.jdbc
                        .sql(
                                "select count(*) || ' ' || md5(coalesce(string_agg(r::text, '|' order by r::text), '')) from "
                                        + table + " r")
                        .query(String.class)
                        .single()));
        return checksums;
    }

    private static List<String> definitions() {
        return definitions("public");
    }

    /** Columns, constraints and indexes of the read model's tables in a schema, without the schema's name. */
    private static List<String> definitions(String schema) {
        return database.jdbc
                .sql("""
                        select replace(definition, :schema || '.', '') from (
                          select indexdef as definition, tablename from pg_indexes where schemaname = :schema
                          union all
                          select conname || ' ' || pg_get_constraintdef(c.oid), relname
                          from pg_constraint c join pg_class on pg_class.oid = conrelid
                          where relnamespace = to_regnamespace(:schema)
                          union all
                          select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default,
                            generation_expression), table_name
                          from information_schema.columns where table_schema = :schema) all_of_them
                        where tablename in ('dev_projects', 'tasks', 'notes', 'people', 'customers', 'history', 'sync_links',
                          'sync_conflicts',
                          'parked_event')
                        order by 1
                        """)
                .param("schema", schema)
                .query(String.class)
                .list();
    }

    private static List<String> names(String table, String column) {
        return database.jdbc
                .sql("select " + column + " from " + table)
                .query(String.class)
                .list();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
