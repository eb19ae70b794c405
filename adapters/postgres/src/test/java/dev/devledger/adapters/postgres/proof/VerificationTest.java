package dev.devledger.adapters.postgres.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SmallLedger;
import dev.devledger.adapters.postgres.rebuild.PostgresShadowTables;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import dev.devledger.application.proof.Verification.VerificationRuns.VerificationRun;
import dev.devledger.application.proof.Verification.Verified;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A ledger of four projects: three batches are sealed, the last project is behind them. */
@Tag("long")
class VerificationTest {
    private static final long SEED = 4711;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int PROJECTS = 4;

    /** Positions of a project: its events and the gap behind them. */
    private static final long STRIDE = SmallLedger.EVENTS_OF_A_PROJECT + 1;

    private static final Set<String> PROJECTIONS = Set.of(
            "projects", "tasks", "notes", "claims", "people", "billing", "time-entries", "views", "history", "sync");

    private static Database database;
    private SmallLedger ledger;
    private long first;

    @BeforeAll
    static void start() {
        database = Database.create();
        run("drop schema if exists kept cascade");
        run("create schema kept");
    }

    @AfterAll
    static void stop() {
        database.truncate();
        run("drop schema kept cascade");
        database.close();
    }

    @BeforeEach
    void fill() {
        database.truncate();
        ledger = new SmallLedger(database);
        for (int i = 0; i < PROJECTS; i++) {
            if (i == PROJECTS - 1) {
                while (ledger.batches.sealNext(Long.MAX_VALUE, SmallLedger.EVENTS_OF_A_PROJECT, Rows.AT)) {
                    assertThat(ledger.batches.head().batch()).isLessThan(PROJECTS);
                }
            }
            ledger.project("Project " + i);
        }
        first = database.jdbc
                .sql("select min(position) from event")
                .query(Long.class)
                .single();
        run("drop table if exists kept.event, kept.event_batch");
        run("create table kept.event as table event");
        run("create table kept.event_batch as table event_batch");
        untilSettled();
    }

    @AfterEach
    void nothing_is_left_behind() {
        assertThat(schemas()).isEmpty();
    }

    private static List<String> schemas() {
        return database.jdbc
                .sql("select nspname from pg_namespace where nspname like 'verify%'")
                .query(String.class)
                .list();
    }

    /** Events and batches as they were. */
    private static void setBack() {
        run("truncate event, event_batch");
        run("insert into event select * from kept.event");
        run("insert into event_batch select * from kept.event_batch");
        run("alter table event drop constraint if exists event_chained");
        run("alter table event add constraint event_chained check ((stream_version = 0) = (previous_hash is null))");
    }

    /** A transaction of another database of the server may be older than what was just stored: then it is not looked at yet. */
    private static void untilSettled() {
        String stored = number("pg_current_xact_id()");
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        Long.parseLong(number("pg_snapshot_xmin(pg_current_snapshot())")) > Long.parseLong(stored));
    }

    private static String number(String expression) {
        return database.jdbc
                .sql("select cast(%s as text)".formatted(expression))
                .query(String.class)
                .single();
    }

    private static void run(String sql) {
        database.jdbc.sql(sql).update();
    }

    /** The first: in what is stored, else in the read model. The rule that was taken away for it is told too. */
    private Difference difference() {
        untilSettled();
        return Stream.<Supplier<List<Difference>>>of(
                        ledger::chainAlone, () -> ledger.verify().differences())
                .flatMap(each -> each.get().stream())
                .filter(difference -> !difference.ofPlace())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_untouched_ledger_is_sound() {
        Verified verified = ledger.verify();

        assertThat(verified.difference()).isNull();
        assertThat(verified.events()).isEqualTo(36);
        assertThat(verified.streams()).isEqualTo(12);
        assertThat(verified.batches()).isEqualTo(3);
        assertThat(verified.unsealed()).isEqualTo(9);
        assertThat(verified.position()).isEqualTo(first + 3 * STRIDE + 8);
        assertThat(verified.rows())
                .isEqualTo(Map.ofEntries(
                        Map.entry("history", 36L),
                        Map.entry("dev_projects", 4L),
                        Map.entry("project_versions", 4L * 4),
                        Map.entry("tasks", 4L),
                        Map.entry("task_versions", 4L),
                        Map.entry("notes", 4L),
                        Map.entry("claims", 0L),
                        Map.entry("claim_versions", 0L),
                        Map.entry("people", 0L),
                        Map.entry("person_versions", 0L),
                        Map.entry("customers", 0L),
                        Map.entry("customer_versions", 0L),
                        Map.entry("services", 0L),
                        Map.entry("service_versions", 0L),
                        Map.entry("time_entries", 0L),
                        Map.entry("time_entry_versions", 0L),
                        Map.entry("worked_time", 0L),
                        Map.entry("saved_views", 0L),
                        Map.entry("saved_view_versions", 0L),
                        Map.entry("sync_links", 4L),
                        Map.entry("sync_given_up", 0L),
                        Map.entry("sync_former_object", 0L),
                        Map.entry("sync_foreign_object", 0L),
                        Map.entry("sync_delete", 0L),
                        Map.entry("sync_conflicts", 0L),
                        Map.entry("sync_notes", 0L),
                        Map.entry("sync_entry_links", 0L),
                        Map.entry("parked_event", 0L)));
    }

    @Test
    void an_empty_ledger_is_sound() {
        database.truncate();
        Verified verified = ledger.verify(ExternalHead.parse(LedgerHead.NONE.head()));

        assertThat(verified.difference()).isNull();
        assertThat(verified.events()).isZero();
    }

    /** Any single byte: in each column, in random rows, at random places. */
    @Test
    void any_byte_changed_in_an_event_is_found_and_the_event_named() {
        Random random = new Random(SEED);
        List<Long> positions = positions();
        for (int i = 0; i < 4; i++) {
            for (String column : List.of(
                    "stream_id",
                    "stream_version",
                    "event_id",
                    "event_type",
                    "event_revision",
                    "occurred_at",
                    "occurred_nanos",
                    "actor",
                    "channel",
                    "client",
                    "tool",
                    "reason",
                    "request_id",
                    "request_text",
                    "correlation_id",
                    "causation_id",
                    "change_set",
                    "payload",
                    "verbatim",
                    "previous_hash",
                    "hash")) {
                long position = positions.get(random.nextInt(positions.size()));
                change(column, position, random.nextInt(1_000));

                Difference found = difference();

                assertThat(found)
                        .as("%s of %s: %s", column, position, found.describe())
                        .isInstanceOf(Difference.EventDifference.class);
                assertThat(((Difference.EventDifference) found).position())
                        .as(column)
                        .isEqualTo(position);
                setBack();
            }
        }
    }

    private static final List<String> OTHERS =
            List.of("[]", "{}", "1", "null", "{\"event_id\": \"x\"}", "{\"metadata\": 7}", "{\"more\": \"text\"}");

    /** One character or byte becomes another, or null something; {@code at} is counted around the end. */
    private static void change(String column, long position, int at) {
        String changed =
                switch (column) {
                    case "stream_version" -> "stream_version + 1000";
                    case "occurred_nanos" -> "coalesce(occurred_nanos, 0) + 1";
                    case "occurred_at" -> "occurred_at + interval '1 microsecond'";
                    case "event_id", "request_id", "causation_id", "change_set" -> "gen_random_uuid()";
                    case "client", "tool", "reason", "correlation_id" -> "'x'";
                    case "verbatim" -> "jsonb '%s'".formatted(OTHERS.get(at % OTHERS.size()));
                    case "hash", "previous_hash" ->
                        "coalesce(set_byte(%1$s, %2$d %% 32, get_byte(%1$s, %2$d %% 32) # 1), '\\x00')"
                                .formatted(column, at);
                    default -> """
                        overlay(%1$s placing case when substr(%1$s, 1 + %2$d %% length(%1$s), 1) = 'x' then 'y' else 'x' end
                          from 1 + %2$d %% length(%1$s) for 1)\
                        """.formatted(column, at);
                };
        run("alter table event drop constraint if exists event_chained"); // who tampers can do that too
        assertThat(database.jdbc
                        .sql("update event set %s = %s where position = :position".formatted(column, changed))
                        .param("position", position)
                        .update())
                .isEqualTo(1);
    }

    @Test
    void a_position_that_was_changed_is_found() {
        for (long position : positions()) {
            // Into the gap behind its project, sealed or not.
            long gap = first + (position - first) / STRIDE * STRIDE + STRIDE - 1;
            run("update event set position = %d where position = %d".formatted(gap, position));

            Difference found = difference();

            // Something at the old place is missing, or something at the new one should not be there.
            assertThat(named(found)).as(found.describe()).containsAnyOf(position, gap, follower(position));
            setBack();
        }
    }

    /** The next event of the same stream. */
    private static long follower(long position) {
        return database.jdbc
                .sql("""
                    select coalesce(min(f.position), -1) from kept.event e join kept.event f
                      on f.stream_id = e.stream_id and f.stream_version = e.stream_version + 1
                    where e.position = :position\
                    """)
                .param("position", position)
                .query(Long.class)
                .single();
    }

    private static Set<Long> named(Difference difference) {
        return switch (difference) {
            case Difference.EventDifference event -> Set.of(event.position());
            case Difference.MissingEvent event -> Set.of(event.position());
            default -> Set.of();
        };
    }

    @Test
    void each_event_that_is_removed_is_named() {
        for (long position : positions()) {
            run("delete from event where position = " + position);

            Difference found = difference();

            assertThat(found).as("%s", position).isInstanceOf(Difference.MissingEvent.class);
            assertThat(named(found)).as(found.describe()).containsExactly(position);
            setBack();
        }
    }

    @Test
    void a_stream_that_is_removed_is_found_by_its_first_event() {
        for (String stream : database.jdbc
                .sql("select distinct stream_id from event")
                .query(String.class)
                .list()) {
            long begin = database.jdbc
                    .sql("select min(position) from event where stream_id = :stream")
                    .param("stream", stream)
                    .query(Long.class)
                    .single();
            database.jdbc
                    .sql("delete from event where stream_id = :stream")
                    .param("stream", stream)
                    .update();

            Difference found = difference();

            assertThat(named(found)).as(found.describe()).containsExactly(begin);
            setBack();
        }
    }

    @Test
    void all_events_removed_are_found() {
        run("truncate event");
        assertThat(named(difference())).containsExactly(first);
        setBack();
        run("truncate event, event_batch");
        assertThat(named(difference())).containsExactly(first);
    }

    /** Where the history was doctored too, the batch and its gaps are all that is known. */
    @Test
    void an_event_removed_with_its_traces_is_found_by_its_batch() {
        long last = first + STRIDE + 8; // the last of the second project, and of the second batch
        run("delete from event where position = " + last);
        run("delete from history where position = " + last);

        Difference found = difference();

        assertThat(found).isInstanceOf(Difference.BatchDifference.class);
        assertThat(((Difference.BatchDifference) found).batch()).isEqualTo(2);
        assertThat(found.describe()).contains("there were 9, and there are 8", "[" + last + "]");
    }

    @Test
    void an_event_inserted_with_the_right_hashes_is_found() {
        for (int project = 0; project < PROJECTS; project++) {
            long gap = first + project * STRIDE + STRIDE - 1;
            insert(gap, gap - 1, "project.restored", "1");

            Difference found = difference();

            assertThat(named(found)).as(found.describe()).containsExactly(gap);
            setBack();
        }
    }

    /** Behind another event, as its follower in the stream. */
    private static void insert(long position, long behind, String type, String revision) {
        run("create table kept.planted as select * from event where position = " + behind);
        run("""
            update kept.planted set position = %d, stream_version = stream_version + 1, event_id = gen_random_uuid(),
              event_type = '%s', event_revision = '%s', previous_hash = hash
            """.formatted(position, type, revision));
        run("insert into event select * from kept.planted");
        run("drop table kept.planted");
        Forgery.hashAnew(database, position);
    }

    @Test
    void events_that_change_places_are_found() {
        for (long[] pair : new long[][] {{0, 2}, {0, 1}, {3, 6}, {5, 10}, {1, 11}, {30, 31}, {28, 30}}) {
            long one = first + pair[0];
            long other = first + pair[1];
            run("update event set position = -1 where position = " + one);
            run("update event set position = %d where position = %d".formatted(one, other));
            run("update event set position = %d where position = -1".formatted(other));

            Difference found = difference();

            assertThat(named(found)).as(found.describe()).containsAnyOf(one, other, follower(one), follower(other));
            setBack();
        }
    }

    /** Somebody who knows the functions, and makes all hashes of the stream anew. */
    @Test
    void an_event_changed_with_all_hashes_behind_it_is_found_by_its_batch_or_by_what_it_makes() {
        for (int project : new int[] {1, 3}) {
            long last = first + project * STRIDE + 5; // the note
            run("update event set payload = replace(payload, 'noted', 'known') where position = " + last);
            Forgery.hashAllAnew(database);

            Difference found = difference();

            if (project == 1) {
                assertThat(found).as(found.describe()).isInstanceOf(Difference.BatchDifference.class);
                assertThat(((Difference.BatchDifference) found).batch()).isEqualTo(2);
            } else {
                assertThat(found).as(found.describe()).isInstanceOf(Difference.RowDifference.class);
            }
            setBack();
        }
    }

    @Test
    void a_change_of_the_chain_itself_is_found() {
        for (String change : List.of(
                "update event_batch set number = 7 where number = 3",
                "update event_batch set number = 0 where number = 1",
                "update event_batch set number = -1 where number = 3",
                "update event_batch set first_position = first_position - 1 where number = 2",
                "update event_batch set first_position = first_position + 1 where number = 2",
                "update event_batch set last_position = last_position + 1 where number = 2",
                "update event_batch set last_position = last_position - 1 where number = 3",
                "update event_batch set last_position = last_position + 1000000 where number = 3",
                "update event_batch set count = count + 1 where number = 3",
                "update event_batch set events = events - 1 where number = 2",
                "update event_batch set count = count + 1, events = events + 1 where number = 3",
                "update event_batch set previous_hash = set_byte(previous_hash, 31, 255 - get_byte(previous_hash, 31))"
                        + " where number = 2",
                "update event_batch set hash = set_byte(hash, 0, 255 - get_byte(hash, 0)) where number = 1",
                "update event_batch set hash = set_byte(hash, 0, 255 - get_byte(hash, 0)) where number = 3",
                "delete from event_batch where number = 2",
                "delete from event_batch where number = 1")) {
            run(change);

            Difference found = difference();

            assertThat(found).as(change + ": " + found.describe()).isNotInstanceOf(Difference.RowDifference.class);
            setBack();
        }
    }

    private List<String> told() {
        return ledger.verify().differences().stream()
                .filter(difference -> !difference.ofPlace())
                .map(Difference::describe)
                .toList();
    }

    @Test
    void each_difference_is_told_and_none_that_only_comes_of_another() {
        List<Long> positions = positions();
        run("update event set payload = '{}' where position = " + positions.get(1));
        run("update event set actor = 'mallory' where position = " + positions.get(2));
        run("delete from event where position = " + positions.get(13));
        run("update event set reason = 'other' where position = " + positions.get(30)); // behind the batches
        run("delete from event where position = " + positions.get(35)); // the last of all
        run("update event_batch set hash = set_byte(hash, 3, 255 - get_byte(hash, 3)) where number = 3");

        assertThat(told())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("Event %d (".formatted(positions.get(1)))
                                .contains("columns"),
                        second -> assertThat(second)
                                .startsWith("Event %d (".formatted(positions.get(2)))
                                .contains("columns"),
                        third -> assertThat(third).startsWith("Event %d is missing".formatted(positions.get(13))),
                        fourth -> assertThat(fourth).startsWith("Batch 3 "),
                        fifth -> assertThat(fifth)
                                .startsWith("Event %d (".formatted(positions.get(30)))
                                .contains("columns"),
                        sixth -> assertThat(sixth).startsWith("Event %d is missing".formatted(positions.get(35))));

        run("update event set payload = (select k.payload from kept.event k where k.position = event.position)");
        assertThat(told()).as("after the first was put back").hasSize(5);
    }

    @Test
    void all_events_of_a_stream_that_are_missing_are_told() {
        List<Long> positions = positions();
        run("delete from event where position in (%d, %d)".formatted(positions.get(1), positions.get(2)));
        assertThat(told())
                .satisfiesExactlyInAnyOrder(
                        first -> assertThat(first).startsWith("Event %d is missing".formatted(positions.get(1))),
                        second -> assertThat(second).startsWith("Event %d is missing".formatted(positions.get(2))));
    }

    @Test
    void two_events_that_changed_places_are_both_told() {
        List<Long> positions = positions();
        run("update event set position = -1 where position = " + positions.get(1));
        run("update event set position = %d where position = %d".formatted(positions.get(1), positions.get(2)));
        run("update event set position = %d where position = -1".formatted(positions.get(2)));
        assertThat(told())
                .anyMatch(line -> line.startsWith("Event %d (".formatted(positions.get(1))))
                .anyMatch(line -> line.startsWith("Event %d (".formatted(positions.get(2))));
    }

    @Test
    void each_batch_that_was_changed_is_told() {
        run("delete from event_batch where number = 1");
        run("update event_batch set last_position = last_position + 1 where number = 3");
        assertThat(told())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Batch 2 ").contains("before it is missing"),
                        second -> assertThat(second).startsWith("Batch 3 ").contains("its hash is that of its events"));
    }

    @Test
    void each_row_of_the_read_model_that_was_changed_is_told() {
        run("update dev_projects set name = name || '.'");
        run("delete from notes");
        assertThat(told())
                .hasSize(2 * PROJECTS)
                .filteredOn(line -> line.startsWith("Table dev_projects, "))
                .hasSize(PROJECTS);
    }

    /** The columns that are told of a row, each with the value that is stored and the one that should be. */
    private List<Difference.Value> valuesOf(String table) {
        return ledger.verify().differences().stream()
                .filter(Difference.RowDifference.class::isInstance)
                .map(Difference.RowDifference.class::cast)
                .filter(row -> row.table().equals(table))
                .flatMap(row -> row.changed().stream())
                .toList();
    }

    @Test
    void each_value_of_a_row_that_was_changed_is_told_in_its_line() {
        run("update dev_projects set name = 'Other', description = null, priority = 'low' where name = 'Project 1'");
        assertThat(told())
                .singleElement()
                .asString()
                .startsWith("Table dev_projects, row id = ")
                .contains(
                        "column name: the value is 'Other', but by the events it should be 'Project 1'",
                        "; column description: the value is null, but by the events it should be 'Über'",
                        "; column priority: the value is 'low', but by the events it should be 'high'");
        assertThat(valuesOf("dev_projects"))
                .extracting(Difference.Value::column)
                .containsExactlyInAnyOrder("name", "description", "priority");

        run("update dev_projects set name = 'Project 1' where name = 'Other'");
        assertThat(told())
                .as("one of them was put back")
                .singleElement()
                .asString()
                .doesNotContain("column name");
    }

    @Test
    void each_value_of_a_row_of_versions_is_told() {
        run("""
            update task_versions set title = 'Other', status = 'completed', version = version + 7
            where (id, until) = (select id, min(until) from task_versions group by id order by id limit 1)\
            """);
        assertThat(valuesOf("task_versions"))
                .extracting(Difference.Value::column)
                .containsExactlyInAnyOrder("title", "status", "version");
    }

    @Test
    void rows_that_are_changed_missing_and_too_many_are_told_together() {
        run("update tasks set title = 'Other', checklist = '[1]' where title = 'Task of Project 0'");
        run("delete from tasks where title = 'Task of Project 1'");
        run("""
            insert into project_versions select (json_populate_record(
              (select v from project_versions v order by id, until limit 1),
              json_build_object('id', gen_random_uuid()))).*\
            """);
        assertThat(told())
                .satisfiesExactlyInAnyOrder(
                        changed -> assertThat(changed).contains("column title: ", "; column checklist: "),
                        missing ->
                                assertThat(missing).startsWith("Table tasks, ").contains("the row is missing"),
                        many -> assertThat(many)
                                .startsWith("Table project_versions, ")
                                .contains("no event creates it"));
    }

    /** An event of the first project is changed or missing, and rows of others. */
    @Test
    void rows_are_told_beside_events_and_none_that_only_comes_of_those() {
        Map<String, Integer> damages = Map.of(
                "update event set payload = replace(payload, 'Project 0', 'Project X') where position = ", 0,
                "update event set payload = '{}' where position = ", 0,
                "update event set event_type = 'project.deleted' where position = ", 5,
                "delete from event where position = ", 1,
                "delete from event where position = 0 + ", 6);
        damages.forEach((damage, at) -> {
            String done = damage + (first + at);
            run(done);
            run("update dev_projects set name = name || '.', description = null where name = 'Project 2'");
            run("delete from tasks where title = 'Task of Project 1'");
            assertThat(told())
                    .as(done)
                    .satisfiesExactly(
                            event -> assertThat(event).startsWith("Event "),
                            row -> assertThat(row)
                                    .startsWith("Table dev_projects, ")
                                    .contains("column name: ", "column description: "),
                            row -> assertThat(row).startsWith("Table tasks, ").contains("the row is missing"));
            fill();
        });
    }

    @Test
    void an_event_that_no_replay_gets_past_is_told_and_that_no_row_was_compared() {
        run("update event set event_type = 'project.invented' where position = " + (first + 2));
        run("update dev_projects set name = name || '.' where name = 'Project 2'");
        Verified verified = ledger.verify();
        assertThat(verified.differences()).singleElement().isInstanceOf(Difference.EventDifference.class);
        assertThat(verified.rows()).isEmpty();
    }

    @Test
    void rows_are_told_beside_batches_heads_and_the_place() {
        run("update event_batch set hash = set_byte(hash, 3, 255 - get_byte(hash, 3)) where number = 1");
        run("update notes set text = 'other' where position = (select min(position) from notes)");
        assertThat(told())
                .satisfiesExactly(
                        batch -> assertThat(batch).startsWith("Batch 1 "),
                        next -> assertThat(next).startsWith("Batch 2 "),
                        row -> assertThat(row).startsWith("Table notes, ").contains("'noted'"));
        setBack();
        assertThat(ledger.verify(ExternalHead.parse("1:" + "0".repeat(64))).differences())
                .hasExactlyElementsOfTypes(Difference.HeadDifference.class, Difference.RowDifference.class);
        database.jdbc
                .sql("select setval('task_key', 1, false)")
                .query(Long.class)
                .single();
        List<Difference> ofPlace = ledger.verify().differences();
        database.jdbc
                .sql("select setval('task_key', 1000000)")
                .query(Long.class)
                .single();
        assertThat(ofPlace)
                .hasExactlyElementsOfTypes(Difference.ObjectDifference.class, Difference.RowDifference.class);
    }

    /** Whoever knows how hashes are made; what the rows still say is all that shows which event it was. */
    @Test
    void what_the_rows_still_say_is_told_beside_the_batch_of_which_the_events_were_made_anew() {
        run("update event set payload = replace(payload, 'noted', 'known') where position = " + (first + 5));
        Forgery.hashAllAnew(database);
        assertThat(told())
                .anyMatch(line -> line.startsWith("Batch 1 "))
                .anyMatch(line -> line.startsWith("Table notes, ")
                        && line.contains("column text: the value is 'noted', but by the events it should be 'known'"));
    }

    /** The history of one and the row of another, of events that are not sealed yet. */
    @Test
    void what_the_history_shows_of_an_event_keeps_no_row_of_others_back() {
        run("update history set event = 'project.deleted' where position = " + (first + 3 * STRIDE));
        run("update dev_projects set name = name || '.' where name in ('Project 1', 'Project 3')");
        assertThat(told())
                .satisfiesExactly(
                        event -> assertThat(event).startsWith("Event ").contains("project.deleted"),
                        row -> assertThat(row).contains("'Project 1.'"));
    }

    @Test
    void each_kept_head_that_does_not_fit_is_told() {
        String other = "0".repeat(64);
        assertThat(ledger.verify(
                                ExternalHead.parse("1:" + other),
                                ExternalHead.parse("3:" + other),
                                ExternalHead.parse("7:" + other))
                        .differences())
                .hasSize(3)
                .allMatch(Difference.HeadDifference.class::isInstance);
    }

    @Test
    void thousands_of_differences_are_counted_and_the_first_of_them_told() {
        run("""
            insert into event (position, stream_id, stream_version, event_id, event_type, event_revision, occurred_at, actor,
              channel, request_id, change_set, payload, previous_hash, hash)
            select e.position + 1000000 + n, e.stream_id, e.stream_version + 1000 + n, gen_random_uuid(), e.event_type, e.event_revision,
              e.occurred_at, e.actor, e.channel, e.request_id, e.change_set, e.payload, e.hash, e.hash
            from event e cross join generate_series(1, 1100) n where e.position = %d
            """.formatted(first));
        Verified verified = ledger.verify();
        assertThat(verified.differences()).hasSize(1_000);
        // The sequence that has not given these positions is told too.
        assertThat(verified.untold()).isEqualTo(101);
        assertThat(VerificationRun.of(verified, Rows.AT, Rows.AT, "test", false).differences())
                .hasSize(101)
                .last()
                .isEqualTo("Further differences: 1001.");
    }

    @Test
    void a_head_that_was_kept_proves_what_was_before_it() {
        LedgerHead head = ledger.batches.head();
        ExternalHead kept = ExternalHead.parse(head.head());
        assertThat(ledger.verify(kept).difference()).isNull();

        run("delete from event_batch where number = 3"); // the chain alone cannot tell
        assertThat(ledger.verify().difference()).isNull();
        assertThat(ledger.verify(kept).difference()).isInstanceOf(Difference.HeadDifference.class);

        while (ledger.batches.sealNext(Long.MAX_VALUE, 4, Rows.AT)) {
            assertThat(ledger.batches.head().batch()).isLessThan(20);
        }
        assertThat(ledger.verify().difference()).isNull();
        Difference found = ledger.verify(kept).difference();
        assertThat(found).isInstanceOf(Difference.HeadDifference.class);
        assertThat(found.describe()).contains("batch 3", "were rewritten");
    }

    @Test
    void any_value_changed_in_the_read_model_is_named() {
        Random random = new Random(SEED);
        List<String> changes = new ArrayList<>(List.of(
                "update dev_projects set name = name || '.'@dev_projects@name",
                "update dev_projects set tags = tags || 'b'::text@dev_projects@tags",
                "update dev_projects set description = null@dev_projects@description",
                "update project_versions set updated_at = updated_at + interval '1"
                        + " microsecond'@project_versions@updated_at",
                "update tasks set status = 'open'@tasks@status",
                "update tasks set checklist = '[1]'@tasks@checklist",
                "update tasks set due_at = now()@tasks@due_at",
                "update task_versions set version = version + 1@task_versions@version",
                "update notes set text = 'other'@notes@text",
                "update history set actor = 'other'@history@actor",
                "update history set at = at + interval '1 microsecond'@history@at",
                "update sync_links set remote_id = 'other'@sync_links@remote_id"));
        for (int i = 0; i < 6; i++) {
            String[] change = changes.remove(random.nextInt(changes.size())).split("@", -1);
            String key = database.jdbc
                    .sql("select ctid::text from %s order by ctid offset %d limit 1"
                            .formatted(change[1], change[0].contains("history") ? 0 : random.nextInt(4)))
                    .query(String.class)
                    .single();
            run(change[0] + " where ctid = '" + key + "'");

            Difference found = difference();

            assertThat(found).as(found.describe()).isInstanceOf(Difference.RowDifference.class);
            assertThat(((Difference.RowDifference) found).table()).isEqualTo(change[1]);
            assertThat(((Difference.RowDifference) found).changed())
                    .extracting(Difference.Value::column)
                    .containsExactly(change[2]);
            assertThat(found.ofReadModel()).isTrue();
            fill();
        }
    }

    @Test
    void rows_too_many_and_too_few_are_named() {
        String note = database.jdbc
                .sql("delete from notes where position = (select min(position) from notes) returning id")
                .query(String.class)
                .single();
        assertThat(difference()).isEqualTo(new Difference.RowDifference("notes", "id = " + note, false, List.of()));
        fill();
        run("insert into parked_event values ('tasks', 1, 'task-1', 'id', 'task.created', 'by hand')");
        assertThat(difference())
                .isEqualTo(new Difference.RowDifference(
                        "parked_event", "projection = tasks, position = 1", true, List.of()));
    }

    @Test
    void an_event_that_cannot_be_read_is_named() {
        long position = first + 3 * STRIDE + STRIDE - 1;
        for (String[] type : new String[][] {{"project.invented", "1"}, {"project.restored", "99"}}) {
            insert(position, position - 1, type[0], type[1]);

            Difference found = difference();

            assertThat(named(found)).as(found.describe()).containsExactly(position);
            assertThat(found.describe()).contains("cannot be read");
            setBack();
        }
    }

    /** With hashes that fit: who stored them wrote more than can be read. The rows are there, as it was read then. */
    @Test
    void each_event_whose_values_cannot_be_read_is_named_and_so_is_what_is_missing_without_it() {
        long last = first + 3 * STRIDE;
        for (long position : new long[] {last, last + 2}) {
            run("update event set payload = '{}' where position = " + position);
        }
        Forgery.hashAllAnew(database);

        Verified verified = ledger.verify();

        assertThat(verified.differences().subList(0, 2))
                .allSatisfy(difference -> assertThat(difference.describe()).contains("cannot be read"));
        assertThat(named(verified.differences().get(0))).containsExactly(last);
        assertThat(named(verified.differences().get(1))).containsExactly(last + 2);
        assertThat(verified.rows()).containsKey("tasks");
        assertThat(verified.differences())
                .filteredOn(difference -> difference instanceof Difference.RowDifference)
                .isNotEmpty();
    }

    @Test
    void what_a_killed_run_left_is_dropped_and_what_another_one_uses_is_not() {
        run("create schema verify_00000000");
        run("create table verify_00000000.history (position bigint)");
        run("create schema verify_00000001");
        try (SessionLock another = SessionLock.tryTake(database.dataSource, "verify_00000001")) {
            assertThat(another.held()).isTrue();
            assertThat(ledger.verify().difference()).isNull();
            assertThat(schemas()).containsExactly("verify_00000001");
        }
        assertThat(ledger.verify().difference()).isNull();
    }

    @Test
    void writers_and_replays_go_on_beside_it() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        PostgresShadowTables shadow = new PostgresShadowTables(
                database.jdbc, new PostgresWriteGate(database.jdbc), database.transactions, "1");
        Set<Long> events = new TreeSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; !stop.get(); i++) {
                    LockSupport.parkNanos(PAUSE_NANOS); // the ledger is to stay small
                    ledger.project("Meanwhile " + i);
                    ledger.batches.sealNext(ledger.batches.settledHead().orElse(0), 20, Rows.AT);
                }
            });
            Future<?> replays = threads.submit(() -> {
                while (!stop.get()) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                    replay(shadow);
                }
            });
            try {
                for (int i = 0; i < 100 && events.size() < 2; i++) {
                    Verified verified = ledger.verify();
                    assertThat(verified.difference()).isNull();
                    events.add(verified.events());
                }
            } finally {
                stop.set(true);
            }
            writer.get(60, TimeUnit.SECONDS);
            replays.get(60, TimeUnit.SECONDS);
        }
        assertThat(events).as("events seen").hasSize(2);
        assertThat(ledger.verify().difference()).isNull();
    }

    /** As a replay does: the same rows into new tables, and these into the place of the live ones. */
    private void replay(PostgresShadowTables shadow) {
        shadow.create("all@1", PROJECTIONS);
        long upTo = shadow.inShadow(() -> ledger.projectFrom(0));
        shadow.index(PROJECTIONS);
        boolean swapped = false;
        while (!swapped) {
            swapped = shadow.swap(PROJECTIONS, () -> ledger.projectFrom(upTo), () -> {});
        }
    }

    private static List<Long> positions() {
        return database.jdbc
                .sql("select position from kept.event order by position")
                .query(Long.class)
                .list();
    }
}
