package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

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
