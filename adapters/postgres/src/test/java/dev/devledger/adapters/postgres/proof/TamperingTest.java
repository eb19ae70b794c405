package dev.devledger.adapters.postgres.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SmallLedger;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody who has the database's password changes not only what is stored, but what it is stored with. */
@Tag("long")
class TamperingTest {

    private static Database database;
    private SmallLedger ledger;
    private LedgerHead head;

    @BeforeAll
    static void start() {
        database = Database.create();
        run("drop schema if exists evil cascade");
        run("create schema evil");
    }

    /** What was put right again is no difference any more. */
    @AfterAll
    static void stop() {
        database.truncate();
        assertThat(new SmallLedger(database).verify().differences()).isEmpty();
        run("drop schema evil cascade");
        database.close();
    }

    @BeforeEach
    void fill() {
        database.truncate();
        ledger = new SmallLedger(database);
        for (int i = 0; i < 3; i++) {
            ledger.project("Project " + i);
            ledger.batches.sealNext(Long.MAX_VALUE, 100, Rows.AT);
        }
        head = ledger.batches.head();
    }

    private static void run(String sql) {
        try (Connection connection = database.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<String> told(ExternalHead... kept) {
        return ledger.verify(kept).differences().stream()
                .map(Difference::describe)
                .toList();
    }

    /**
     * Something that was done to the database.
     *
     * @param found how the difference begins that names it
     */
    record Tampering(String what, String done, String undone, String found) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Tampering> tamperings() {
        return Stream.of(
                new Tampering(
                        "a function that answers what is stored",
                        """
                        create or replace function event_batch_hash(previous_batch bytea, first_position bigint,
                            last_position bigint) returns bytea language sql stable parallel safe
                          return (select hash from event_batch b where b.first_position = event_batch_hash.first_position)""",
                        shipped("V200__events.sql", "create function event_batch_hash"),
                        "Function event_batch_hash(bytea, bigint, bigint): it is not the one that Devledger created"),
                new Tampering(
                        "a function that the others call",
                        "alter function hash_part(bytea) volatile",
                        "alter function hash_part(bytea) immutable",
                        "Function hash_part(bytea): it is not the one"),
                new Tampering(
                        "an overloaded function",
                        "create function event_hash(text) returns bytea language sql return ''::bytea",
                        "drop function event_hash(text)",
                        "Function event_hash(text): it does not belong to Devledger"),
                new Tampering(
                        "a view in the place of the events",
                        "alter table event rename to real_event; create view event as select * from real_event",
                        "drop view event; alter table real_event rename to event",
                        "Table event: it is a view, but Devledger created it as an ordinary table."),
                new Tampering(
                        "a view in the place of the batches",
                        "alter table event_batch rename to real_batch; create view event_batch as select * from real_batch",
                        "drop view event_batch; alter table real_batch rename to event_batch",
                        "Table event_batch: it is a view"),
                new Tampering(
                        "a trigger that changes what is written",
                        "create function evil.change() returns trigger language plpgsql as 'begin return new; end';"
                                + " create trigger quiet before insert on event for each row execute function evil.change()",
                        "drop trigger quiet on event; drop function evil.change()",
                        "Trigger quiet of event: it does not belong to Devledger"),
                new Tampering(
                        "a rule that lets nothing be deleted",
                        "create rule stay as on delete to event do instead nothing",
                        "drop rule stay on event",
                        "Rule stay of event: it does not belong to Devledger"),
                new Tampering(
                        "rows that are not shown to everybody",
                        "alter table event enable row level security",
                        "alter table event disable row level security",
                        "Table event: it is an ordinary table, with row security"),
                new Tampering(
                        "a policy for rows",
                        "create policy visible on event_batch using (number > 1)",
                        "drop policy visible on event_batch",
                        "Row security policy visible of event_batch: it does not belong to Devledger"),
                new Tampering(
                        "another table whose rows are shown too",
                        "create table evil.more () inherits (event)",
                        "drop table evil.more",
                        "Table event: it is an ordinary table, with the rows of evil.more"),
                new Tampering(
                        "a table that a crash empties",
                        "alter table event set unlogged",
                        "alter table event set logged",
                        "Table event: it is an ordinary table, unlogged"),
                new Tampering(
                        "a column of another type",
                        "alter table event alter payload type varchar(100000)",
                        "alter table event alter payload type text",
                        "Column payload of event: it is character varying(100000) not null"),
                new Tampering(
                        "a default",
                        "alter table event alter payload set default '{}'",
                        "alter table event alter payload drop default",
                        "Column payload of event: it is text not null default '{}'::text"),
                new Tampering(
                        "one more column",
                        "alter table event add column note text",
                        "alter table event drop column note",
                        "Column note of event: it does not belong to Devledger"),
                new Tampering(
                        "a key that is gone",
                        "alter table event drop constraint event_stream",
                        "alter table event add constraint event_stream unique (stream_id, stream_version)",
                        "Constraint event_stream of event: it is missing."),
                new Tampering(
                        "a rule of the table that says less",
                        "alter table event drop constraint event_chained;"
                                + " alter table event add constraint event_chained check (stream_version >= 0)",
                        "alter table event drop constraint event_chained; alter table event add constraint event_chained"
                                + " check ((stream_version = 0) = (previous_hash is null))",
                        "Constraint event_chained of event: it is CHECK ((stream_version >= 0)), but Devledger created it as"),
                new Tampering(
                        "a unique index that is gone",
                        "drop index projection_replay_one_at_a_time",
                        "create unique index projection_replay_one_at_a_time on projection_replay ((true)) where state = 'running'",
                        "Unique index projection_replay_one_at_a_time: it is missing."),
                new Tampering(
                        "positions that are given again",
                        "select setval('event_position_seq', 3)",
                        "select setval('event_position_seq', 1000000)",
                        "Sequence event_position_seq: it was set back: its next value is 4"),
                new Tampering(
                        "keys of projects that are given again",
                        "select setval('project_key', 1)",
                        "select setval('project_key', 1000)",
                        "Sequence project_key: it was set back"),
                new Tampering(
                        "keys of tasks that are given again",
                        "select setval('task_key', 1, false)",
                        "select setval('task_key', 1000)",
                        "Sequence task_key: it was set back"),
                new Tampering(
                        "numbers that are given in circles",
                        "alter sequence task_key maxvalue 100000 cycle",
                        "alter sequence task_key no maxvalue no cycle",
                        "Sequence task_key: it is bigint by 1 from 1 to 100000, 1 at once, in circles"),
                new Tampering(
                        "a function that is taken for PostgreSQL's own",
                        "create function sha256(bytea) returns bytea language sql immutable return ''::bytea",
                        "drop function public.sha256(bytea)",
                        "Function public.sha256(bytea): it does not belong to Devledger, and hides"),
                new Tampering(
                        "an operator that is taken for PostgreSQL's own",
                        "create operator || (leftarg = bytea, rightarg = bytea, function = byteacat)",
                        "drop operator public.|| (bytea, bytea)",
                        "Operator public.||(bytea,bytea): it does not belong to Devledger"),
                new Tampering(
                        "a type that is taken for PostgreSQL's own",
                        "create domain bytea as text",
                        "drop domain public.bytea",
                        "Type public.bytea: it does not belong to Devledger"),
                new Tampering(
                        "a table that is taken for PostgreSQL's own",
                        "create view pg_class as select * from pg_catalog.pg_class where relname <> 'event'",
                        "drop view public.pg_class",
                        "Table public.pg_class: it does not belong to Devledger"),
                new Tampering(
                        "a path on which others come first",
                        "do $$ begin execute format('alter role %I set search_path = evil, pg_catalog', current_user); end $$",
                        "do $$ begin execute format('alter role %I reset search_path', current_user); end $$",
                        "The search path: role "));
    }

    /** From a word of a migration to the end of that statement. */
    private static String shipped(String migration, String from) {
        String sql = resource("/db/migration/" + migration);
        int begin = sql.indexOf(from);
        return sql.substring(begin, sql.indexOf(';', begin)).replace("create function", "create or replace function");
    }

    private static String resource(String path) {
        try (InputStream in = Objects.requireNonNull(TamperingTest.class.getResourceAsStream(path))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void is_found_and_named(Tampering tampering) {
        run(tampering.done());
        try {
            assertThat(told()).anySatisfy(told -> assertThat(told).startsWith(tampering.found()));
        } finally {
            run(tampering.undone());
        }
    }

    /** What is asked of the function is answered as it should be, and the function is put back in the end. */
    @Test
    void an_event_that_was_sealed_is_found_whatever_the_functions_say() {
        String answer = """
                create or replace function event_batch_hash(previous_batch bytea, first_position bigint, last_position bigint)
                  returns bytea language sql stable parallel safe
                  return (select hash from event_batch b where b.first_position = event_batch_hash.first_position)""";
        long note = position("project.note-added");
        run(answer);
        run("update event set payload = replace(payload, 'noted', 'known') where position = " + note);
        Forgery.hashAllAnew(database);
        try {
            assertThat(told())
                    .satisfiesExactly(
                            place -> assertThat(place).startsWith("Function event_batch_hash("),
                            batch -> assertThat(batch).startsWith("Batch 3 ("),
                            row -> assertThat(row).startsWith("Table history, row position = " + note),
                            row -> assertThat(row).startsWith("Table notes, ").contains("'noted'", "'known'"));
        } finally {
            run(shipped("V200__events.sql", "create function event_batch_hash"));
        }
        assertThat(told()).hasSize(3).first().asString().startsWith("Batch 3 (");
    }

    /** All events are made anew, so that they are one in themselves: what was kept elsewhere knows it otherwise, and a row. */
    @Test
    void what_was_made_anew_is_found_by_a_kept_head() {
        ExternalHead kept = ExternalHead.parse(head.head(), "line 3 of heads");
        assertThat(told(kept)).isEmpty();
        long last = position("project.restored");
        for (String table : List.of("event", "history", "project_versions", "task_versions")) {
            run("delete from %s where position >= %d".formatted(table, last));
        }
        batchesAnew();

        assertThat(told(kept))
                .satisfiesExactly(
                        kept3 -> assertThat(kept3).startsWith("The kept head of batch 3 (line 3 of heads): "),
                        row -> assertThat(row)
                                .startsWith("Table dev_projects, ")
                                .contains("column deleted_at: "),
                        row -> assertThat(row).startsWith("Table project_versions, "));
        assertThat(told(ExternalHead.parse("7:" + head.hash())))
                .first()
                .asString()
                .contains("the last batch of the ledger is 3");
    }

    @Test
    void events_that_changed_places_with_all_batches_made_anew_are_found_by_a_kept_head() {
        long one = position("project.note-added");
        run("update event set position = -1 where position = " + one);
        run("update event set position = %d where position = %d".formatted(one, one + 1));
        run("update event set position = %d where position = -1".formatted(one + 1));
        batchesAnew();

        assertThat(told(ExternalHead.parse(head.head())))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("The kept head of batch"),
                        event -> assertThat(event)
                                .startsWith("Event " + one + " (")
                                .contains("was replaced"),
                        event -> assertThat(event)
                                .startsWith("Event " + (one + 1) + " (")
                                .contains("was replaced"));
    }

    @Test
    void two_events_at_one_place_are_named() {
        long note = position("project.note-added");
        run("alter table event drop constraint event_stream");
        try {
            run("create table evil.twin as select * from event where position = " + note);
            run("update evil.twin set position = (select max(position) from event) + 1");
            run("insert into event select * from evil.twin");

            assertThat(told())
                    .contains("Constraint event_stream of event: it is missing.")
                    .anySatisfy(told -> assertThat(told).contains("its stream has another event with that version"));
        } finally {
            run("truncate event");
            run("drop table evil.twin");
            run("alter table event add constraint event_stream unique (stream_id, stream_version)");
        }
    }

    /** Of the newest. */
    private static long position(String type) {
        return database.jdbc
                .sql("select max(position) from event where event_type = :type")
                .param("type", type)
                .query(Long.class)
                .single();
    }

    private void batchesAnew() {
        run("truncate event_batch");
        for (int i = 0; i < 3; i++) {
            ledger.batches.sealNext(Long.MAX_VALUE, SmallLedger.EVENTS_OF_A_PROJECT, Rows.AT);
        }
    }
}
