package dev.devledger.adapters.postgres.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.devledger.adapters.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger from before there were versions of rows gets them at its next start: a replay of all waits for it. */
class UpgradeTest {
    private static final String SCHEMA = "upgraded";
    private static Database database;

    @BeforeAll
    static void start() {
        database = Database.create();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void anOldLedger() {
        migrate("10");
        run(
                "set search_path to upgraded; insert into event (stream_id, stream_version, event_id, event_type, occurred_at,"
                        + " payload, metadata, hash) values ('project-1', 0, 'e', 'project.created',"
                        + " '2026-01-01T09:00:00.000000000Z', '{}', '{}', '')");
    }

    @AfterEach
    void drop() {
        run("drop schema upgraded cascade");
    }

    private static void migrate(String version) {
        Flyway.configure()
                .dataSource(database.dataSource)
                .schemas(SCHEMA)
                .target(version)
                .load()
                .migrate();
    }

    /** Of all forms: those that are made again of columns, and those that are kept. The columns are those of new events. */
    @Test
    void an_event_keeps_its_texts_and_its_hash() {
        migrate("23");
        run("truncate upgraded.event");
        List<EventTexts> texts = EventColumnsTest.texts().toList();
        for (int i = 0; i < texts.size(); i++) {
            old("task-" + i, texts.get(i), i);
        }

        migrate("27");

        List<String> wrong = new ArrayList<>();
        database.jdbc.sql("select * from upgraded.event order by position").query((ResultSet row) -> {
            EventColumns columns = EventColumns.of(row);
            EventRow event = EventRow.of(row, columns);
            int i = Math.toIntExact(Long.parseLong(event.stream().substring(5)));
            EventTexts was = withAnId(texts.get(i), i);
            if (!event.texts().equals(was)
                    || !columns.equals(EventColumns.of(event.stream(), was))
                    || !Arrays.equals(row.getBytes("hash"), hash(event.stream(), was))) {
                wrong.add(was + " became " + columns);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(count("upgraded.event")).isEqualTo(texts.size());
        assertThat(count("upgraded.event where verbatim is null")).isGreaterThan(10);
        run("set search_path to upgraded; insert into event (stream_id, stream_version, event_type, payload, hash)"
                + " values ('task-x', 0, 'task.created', '{}', '')");
        assertThat(count(
                        "upgraded.event where stream_id = 'task-x' and position > (select max(position) from upgraded.event"
                                + " where stream_id <> 'task-x')"))
                .isEqualTo(1);
    }

    /** By a node of the version before, whose commit comes when the migration is under way. */
    @Test
    void what_is_stored_meanwhile_is_kept() throws Exception {
        migrate("23");
        try (Connection before = database.dataSource.getConnection();
                Statement writer = before.createStatement()) {
            before.setAutoCommit(false);
            writer.execute(
                    "insert into upgraded.event (stream_id, stream_version, event_id, event_type, occurred_at, payload,"
                            + " metadata, hash) values ('task-1', 0, 'f', 'task.created', '', '{}', '{}', '')");

            CompletableFuture<Void> migration = CompletableFuture.runAsync(() -> migrate("27"));
            await().until(() -> count("pg_locks where not granted and relation = to_regclass('upgraded.event')") == 1);
            before.commit();
            migration.get();
        }
        assertThat(count("upgraded.event")).isEqualTo(2);
    }

    @Test
    void how_the_lists_were_read_is_still_known() {
        migrate("41");
        run(
                "set search_path to upgraded; insert into sync_cycle (id, connector, account, kind, started_at, complete, pulled,"
                        + " pushed, conflicts, remote_requests, reads) values"
                        + " ('00000000-0000-0000-0000-000000000001', 'ticktick', 'main', 'full', '2026-01-01T09:00:00Z', true, 0, 0,"
                        + " 0, 4, '{\"old\":{\"readAt\":\"2026-01-01T09:00:00Z\",\"changedAt\":\"1970-01-01T00:00:00Z\",\"unread\":null}}'),"
                        + " ('00000000-0000-0000-0000-000000000002', 'ticktick', 'main', 'full', '2026-01-01T10:00:00Z', true, 0, 0,"
                        + " 0, 4, '{\"one\":{\"readAt\":\"2026-01-01T10:00:00Z\",\"changedAt\":\"2026-01-01T08:00:00Z\"},"
                        + "\"two\":{\"readAt\":null,\"changedAt\":\"1970-01-01T00:00:00Z\",\"unread\":{\"name\":\"Two\","
                        + "\"reason\":\"why\",\"since\":\"2026-01-01T07:00:00Z\",\"locked\":true}}}'),"
                        + " ('00000000-0000-0000-0000-000000000003', 'ticktick', 'main', 'narrow', '2026-01-01T11:00:00Z', true, 0, 0,"
                        + " 0, 4, null)");

        migrate("70");

        assertThat(lines("select concat_ws(' ', remote_list, read_at at time zone 'utc', changed_at at time zone 'utc')"
                        + " from upgraded.sync_list_read order by remote_list"))
                .containsExactly("one 2026-01-01 10:00:00 2026-01-01 08:00:00", "two 1970-01-01 00:00:00");
        assertThat(lines("select unread::jsonb ->> 'reason' from upgraded.sync_list_read where unread is not null"))
                .containsExactly("why");
        assertThat(lines("select id::text from upgraded.sync_cycle where looked order by started_at"))
                .hasSize(2);
    }

    private static List<String> lines(String sql) {
        return database.jdbc.sql(sql).query(String.class).list();
    }

    /** Each is there once. */
    private static EventTexts withAnId(EventTexts texts, int i) {
        return new EventTexts(
                texts.streamType(),
                texts.eventId().replace("000000000001", "%012d".formatted(i))
                        + (texts.eventId().length() < 20 ? i : ""),
                texts.occurredAt(),
                texts.metadata());
    }

    private static byte[] hash(String stream, EventTexts texts) {
        return new EventHash()
                .of(
                        null,
                        new EventRow(
                                0,
                                texts.streamType(),
                                stream,
                                0,
                                texts.eventId(),
                                texts.occurredAt(),
                                "task.edited",
                                "1",
                                "{}",
                                texts.metadata()));
    }

    private static void old(String stream, EventTexts texts, int i) {
        EventTexts own = withAnId(texts, i);
        database.jdbc
                .sql("""
                        insert into upgraded.event (stream_id, stream_version, stream_type, event_id, event_type,
                          event_revision, occurred_at, payload, metadata, hash)
                        values (:stream, 0, :type, :id, 'task.edited', '1', :at, '{}', :metadata, :hash)
                        """)
                .param("stream", stream)
                .param("type", own.streamType())
                .param("id", own.eventId())
                .param("at", own.occurredAt())
                .param("metadata", own.metadata())
                .param("hash", hash(stream, own))
                .update();
    }

    private static long count(String from) {
        return database.jdbc
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    /** The path ends with the transaction. */
    private static void run(String sql) {
        database.transaction.executeWithoutResult(status ->
                database.jdbc.sql(sql.replace("set search", "set local search")).update());
    }

    private static String replays() {
        return database.jdbc
                .sql(
                        "select string_agg(name || ' ' || state || ' ' || total, ', ' order by name) from upgraded.projection_replay")
                .query(String.class)
                .single();
    }

    @Test
    void one_that_never_replayed() {
        migrate("latest");
        assertThat(replays()).isEqualTo("all running 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "failed", "cancelled", "running"})
    void one_that_replayed_all(String state) {
        run("insert into upgraded.projection_replay (name, state, done, total, started_at) values ('all', '" + state
                + "', 5, 5, now())");
        migrate("latest");
        assertThat(replays()).isEqualTo("all running 1");
    }

    @Test
    void one_that_is_replaying_another() {
        run("insert into upgraded.projection_replay (name, state, done, total, started_at)"
                + " values ('tasks', 'running', 0, 1, now())");
        migrate("latest");
        assertThat(replays()).isEqualTo("all running 1, tasks cancelled 1");
    }
}
