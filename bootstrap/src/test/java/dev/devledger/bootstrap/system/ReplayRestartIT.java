package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * {@code kill -9} of the real jar in the middle of a replay, and start again: it goes on where it was. What it stands at in
 * the middle is a row that somebody else is about to add to a shadow table.
 */
@Tag("long")
class ReplayRestartIT {
    private static final int NOTES = 2_000;
    private static final int BEFORE_THE_MIDDLE = 1_300;

    /** Every writer holds that lock. */
    private static final long WRITE_GATE = 0x6465766c65646765L;

    private final Path dataDir = SharedDevledger.newFolder();
    private JsonNode project;

    @Test
    void a_replay_goes_on_after_a_kill_and_is_cancelled_after_another() throws Exception {
        JarProcess devledger = start();
        try {
            fill(devledger.api());
            long head = sql("select max(position) from event");
            String entries = entriesUpTo(head);
            String startedAt = killInTheMiddle(devledger, false);

            devledger = start();
            goesOn(devledger, startedAt);
            assertThat(entriesUpTo(head)).isEqualTo(entries);
            List<String> before = readModel();
            replay(devledger.api(), "done");
            assertThat(readModel()).isEqualTo(before);
            assertThat(sql("select count(*) from pg_tables where schemaname = 'rebuild' and tablename <> 'owner'"))
                    .isZero();

            besideAnExport(devledger.api());
            before = readModel();
            killInTheMiddle(devledger, true);

            devledger = start();
            Api api = devledger.api();
            Ledger.eventually(
                    () -> assertThat(replay(api).path("state").asString()).isEqualTo("cancelled"));
            assertThat(sql("select count(*) from pg_tables where schemaname = 'rebuild'"))
                    .isZero();
            assertThat(readModel()).isEqualTo(before);
            devledger.terminate();
            devledger.exitCode();
        } finally {
            devledger.close();
            JarProcess.postgres(dataDir).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private JarProcess start() {
        return JarProcess.start(dataDir, "--devledger.ticktick.mode=off").awaitUp();
    }

    /** Notes straight into the event store, and a replay that shows them. */
    private void fill(Api api) throws Exception {
        Samples samples = new Samples(api);
        project = samples.project("Long");
        for (int i = 0; i < 5; i++) {
            samples.task(project, "Task " + i);
        }
        String id = Samples.id(project);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into event (stream_id, stream_version, event_id, event_type, event_revision, occurred_at, actor,
                                       channel, request_text, change_set, payload, previous_hash, hash)
                    select 'project-%1$s', i, gen_random_uuid(), 'project.note-added', '1', '2026-03-31T09:00:00Z', 'owner',
                           'rest', 'r', '11111111-2222-3333-4444-555555555555'::uuid,
                           jsonb_build_object('project', '%1$s', 'note', gen_random_uuid(), 'text', repeat('word ', 1900),
                                              'at', '2026-03-31T09:00:00Z')::text,
                           ''::bytea, ''::bytea
                    from generate_series(1, %2$d) i
                    """.formatted(id, NOTES));
        }
        replay(api, "done");
        assertThat(sql("select count(*) from notes")).isEqualTo(NOTES);
    }

    /** Answers when the replay was started. */
    private String killInTheMiddle(JarProcess devledger, boolean cancelled) throws Exception {
        Api api = devledger.api();
        try (Connection writer = connect();
                Connection other = connect();
                Statement gate = writer.createStatement();
                Statement row = other.createStatement()) {
            writer.setAutoCommit(false);
            other.setAutoCommit(false);
            gate.execute("select pg_advisory_xact_lock_shared(" + WRITE_GATE + ")");
            api.post(202, "/api/projections/all/replay", null);
            Ledger.eventually(() -> assertThat(sql("""
                            select count(*) from pg_tables where schemaname = 'rebuild' and tablename = 'history'""")).isEqualTo(1));
            row.execute("""
                    insert into rebuild.history
                    select * from history order by position offset %d limit 1""".formatted(BEFORE_THE_MIDDLE));
            writer.rollback();
            Ledger.eventually(
                    () -> assertThat(replay(api).path("done").asLong()).isEqualTo(BEFORE_THE_MIDDLE / 500 * 500));
            String startedAt = replay(api).path("startedAt").asString();
            if (cancelled) {
                api.delete(200, "/api/projections/all/replay");
            }
            devledger.kill();
            return startedAt;
        }
    }

    /** With writers and readers at work. */
    private void goesOn(JarProcess devledger, String startedAt) throws Exception {
        Api api = devledger.api();
        AtomicBoolean stop = new AtomicBoolean();
        List<Long> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> writer = threads.submit(() -> write(api, stop));
            Future<?> reader = threads.submit(() -> {
                while (!stop.get()) {
                    seen.add(counted(api));
                }
            });
            JsonNode first = replay(api);
            assertThat(first.path("done").asLong()).isGreaterThanOrEqualTo(BEFORE_THE_MIDDLE / 500 * 500);
            assertThat(first.path("startedAt").asString()).isEqualTo(startedAt);
            Ledger.eventually(
                    () -> assertThat(replay(api).path("state").asString()).isEqualTo("done"));
            assertThat(replay(api).path("startedAt").asString()).isEqualTo(startedAt);
            stop.set(true);
            int written = writer.get();
            reader.get();
            seen.add(counted(api));
            assertThat(seen).isSorted();
            assertThat(seen.getLast()).isEqualTo(5 + written);
            assertThat(written).isPositive();
        }
        assertThat(devledger.console())
                .contains(
                        "The replay of all continues after " + BEFORE_THE_MIDDLE / 500 * 500 + " events, at position ");
    }

    private int write(Api api, AtomicBoolean stop) {
        Samples samples = new Samples(api);
        int written = 0;
        while (!stop.get()) {
            samples.task(project, "Meanwhile " + written);
            written++;
        }
        return written;
    }

    private long counted(Api api) {
        return api.read("/api/projects/" + Samples.key(project))
                .at("/taskCounts/open")
                .asLong();
    }

    /** The export has begun, and who reads it does something else first. */
    private void besideAnExport(Api api) throws Exception {
        long entries = sql("select count(*) from history");
        HttpResponse<InputStream> export = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(api.base().resolve("/api/history/export"))
                                .header("Authorization", "Bearer " + api.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(export.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).contains("project.created");
            api.post(202, "/api/projections/all/replay", null);
            Ledger.eventually(
                    () -> assertThat(replay(api).path("done").asLong()).isEqualTo(entries));
            for (int i = 0; i < 10; i++) {
                new Samples(api).task(project, "Beside it " + i);
            }
            assertThat(replay(api).path("state").asString()).isEqualTo("running");
            assertThat(1 + lines.lines().count()).isEqualTo(entries);
        }
        Ledger.eventually(() -> assertThat(replay(api).path("state").asString()).isEqualTo("done"));
        assertThat(replay(api).path("done").asLong()).isEqualTo(entries + 10);
    }

    private static void replay(Api api, String end) {
        api.post(202, "/api/projections/all/replay", null);
        Ledger.eventually(() -> assertThat(replay(api).path("state").asString()).isEqualTo(end));
    }

    private static JsonNode replay(Api api) {
        return api.read("/api/projections/all").path("replay");
    }

    private Connection connect() throws SQLException, IOException {
        return DriverManager.getConnection(
                Files.readString(dataDir.resolve("database.url")).strip());
    }

    private List<String> readModel() {
        return Tables.READ_MODEL.stream().map(table -> checksum(table, "true")).toList();
    }

    private String entriesUpTo(long position) {
        return checksum("history", "position <= " + position) + checksum("notes", "position <= " + position);
    }

    private String checksum(String table, String which) {
        return table + " "
                + query("select md5(coalesce(string_agg(r::text, '|' order by r::text collate \"C\"), '')) from "
                        + table + " r where " + which);
    }

    private long sql(String query) {
        return Long.parseLong(query(query));
    }

    private String query(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
