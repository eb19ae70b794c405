package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of the real jar, and start again: every answered write is there, and no card is there twice. */
@Tag("long")
class KillIT {
    private static final int WRITERS = 3;

    /** Every writer holds that lock, and a replay takes it alone to put its tables in place. */
    private static final long WRITE_GATE = 0x6465766c65646765L;

    /** A project of which a write was answered: its last version, and the names it may have by now. */
    private record Answered(String key, long version, Set<String> names) {}

    private final Map<String, Answered> answered = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    @Test
    void nothing_that_was_answered_is_lost_and_no_card_is_doubled() throws Exception {
        Path dataDir = SharedDevledger.newFolder();

        JarProcess devledger = start(dataDir);
        try {
            killWhileWriting(devledger);

            devledger = start(dataDir);
            everythingIsThere(devledger.api());
            killInTheMiddleOfACreate(devledger);

            devledger = start(dataDir);
            everythingIsThere(devledger.api());
            killInTheMiddleOfAReplay(devledger, dataDir);

            devledger = start(dataDir);
            everythingIsThere(devledger.api());
            theReplayIsDone(devledger.api());

            devledger.terminate();
            assertThat(devledger.exitCode()).isIn(0, 143);
            assertThat(JarProcess.postgres(dataDir)).isEmpty();
        } finally {
            devledger.close();
            JarProcess.postgres(dataDir).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** What was cut off is caught up with by itself, and not at the next poll. */
    private static JarProcess start(Path dataDir) {
        return JarProcess.start(dataDir, "--devledger.ticktick.poll-interval=1h")
                .awaitUp();
    }

    private void killWhileWriting(JarProcess devledger) throws InterruptedException {
        Api api = devledger.api();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            writers.execute(() -> writeUntilItIsGone(api));
        }
        // The sync is at it too by then.
        Ledger.eventually(() -> assertThat(answered).hasSizeGreaterThan(25));
        devledger.kill();
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private void writeUntilItIsGone(Api api) {
        try {
            while (true) {
                write(api);
            }
        } catch (UncheckedIOException itIsGone) {
            // What was not answered may be there or not.
        }
    }

    private void write(Api api) {
        String name = "Project " + numbers.incrementAndGet();
        JsonNode made = api.made("/api/projects", "{\"name\":\"" + name + "\"}");
        String id = Sandbox.text(made, "id");
        String key = Sandbox.text(made, "key");
        answered.put(id, new Answered(key, 1, Set.of(name)));
        api.post(201, "/api/projects/" + id + "/tasks", "{\"title\":\"Task of " + name + "\"}");
        String renamed = name + ", renamed";
        answered.put(id, new Answered(key, 1, Set.of(name, renamed)));
        long version = api.patch(200, "/api/projects/" + id, "{\"name\":\"" + renamed + "\"}")
                .json()
                .path("version")
                .asLong();
        answered.put(id, new Answered(key, version, Set.of(renamed)));
    }

    /** The sandbox has made the card, and its answer never comes. */
    private void killInTheMiddleOfACreate(JarProcess devledger) {
        Sandbox ticktick = new Sandbox(devledger.api());
        ticktick.fault("delay", 1, "POST /task$", 10_000);
        write(devledger.api());
        Ledger.eventually(() -> assertThat(ticktick.faultsMet()).isTrue());
        String name = answered.values().stream()
                .flatMap(project -> project.names().stream())
                .filter(each -> each.startsWith("Project " + numbers.get()))
                .findFirst()
                .orElseThrow();
        String list = ticktick.list("Dev Projects");
        Ledger.eventually(() -> assertThat(ticktick.open(list))
                .extracting(task -> Sandbox.text(task, "title"))
                .anyMatch(name::startsWith));
        devledger.kill();
    }

    /** A writer that never ends keeps the replay from putting its tables in place. */
    private static void killInTheMiddleOfAReplay(JarProcess devledger, Path dataDir) throws Exception {
        Api api = devledger.api();
        String url = Files.readString(dataDir.resolve("database.url")).strip();
        try (Connection writer = DriverManager.getConnection(url);
                Statement sql = writer.createStatement()) {
            writer.setAutoCommit(false);
            sql.execute("select pg_advisory_xact_lock_shared(" + WRITE_GATE + ")");
            api.post(202, "/api/projections/all/replay", null);
            Ledger.eventually(() -> {
                JsonNode all = api.get("/api/projections/all").json();
                assertThat(Sandbox.text(all, "state")).isEqualTo("rebuilding");
                assertThat(waiting(sql))
                        .as("transactions that wait for the writer")
                        .isPositive();
            });
            devledger.kill();
        }
    }

    private static int waiting(Statement sql) {
        try (ResultSet row =
                sql.executeQuery("select count(*) from pg_locks where locktype = 'advisory' and not granted")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void theReplayIsDone(Api api) {
        Ledger.eventually(() -> {
            JsonNode all = api.read("/api/projections/all");
            assertThat(Sandbox.text(all.path("replay"), "state")).as("%s", all).isEqualTo("done");
            assertThat(Sandbox.text(all, "state")).isEqualTo("live");
            assertThat(all.path("parked").asInt()).isZero();
        });
        api.post(202, "/api/projections/all/replay", null);
        Ledger.eventually(() -> assertThat(
                        Sandbox.text(api.get("/api/projections/all").json().path("replay"), "state"))
                .isEqualTo("done"));
    }

    private void everythingIsThere(Api api) {
        Map<String, JsonNode> projects = projects(api);
        answered.forEach((id, project) -> {
            JsonNode found = projects.get(id);
            assertThat(found).as(project.key()).isNotNull();
            assertThat(Sandbox.text(found, "key")).isEqualTo(project.key());
            assertThat(found.path("version").asLong()).isGreaterThanOrEqualTo(project.version());
            assertThat(project.names()).contains(Sandbox.text(found, "name"));
        });
        // Those that were not answered when it was killed.
        assertThat(projects.size() - answered.size()).isBetween(0, WRITERS);
        assertThat(projects.values())
                .extracting(project -> Sandbox.text(project, "key"))
                .doesNotHaveDuplicates();
        assertThat(projects.values())
                .extracting(project -> Sandbox.text(project, "name").replace(", renamed", ""))
                .doesNotHaveDuplicates();
        JsonNode newest = projects.values().stream()
                .max((a, b) -> Sandbox.text(a, "updatedAt").compareTo(Sandbox.text(b, "updatedAt")))
                .orElseThrow();
        assertThat(api.get("/api/projects/" + Sandbox.text(newest, "id") + "/history")
                        .json()
                        .path("items")
                        .size())
                .as("its history has each of its events")
                .isEqualTo(newest.path("version").asInt());
        eachCardIsThereOnce(api, projects);
    }

    private static void eachCardIsThereOnce(Api api, Map<String, JsonNode> projects) {
        new Ledger(api).idle();
        Sandbox ticktick = new Sandbox(api);
        List<String> titles = new ArrayList<>();
        ticktick.open(ticktick.list("Dev Projects")).stream()
                .filter(task -> Sandbox.text(task, "parentId").isEmpty())
                .forEach(card -> titles.add(Sandbox.text(card, "title")));
        List<String> names = projects.values().stream()
                .map(project -> Sandbox.text(project, "name"))
                .toList();
        assertThat(titles).containsExactlyInAnyOrderElementsOf(names);
        Set<String> subtasks = new TreeSet<>();
        assertThat(ticktick.open(ticktick.list("Dev Projects")))
                .filteredOn(task -> !Sandbox.text(task, "parentId").isEmpty())
                .allSatisfy(task ->
                        assertThat(subtasks.add(Sandbox.text(task, "title"))).isTrue());
    }

    private static Map<String, JsonNode> projects(Api api) {
        Map<String, JsonNode> projects = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = api.read("/api/projects?limit=200" + cursor);
            page.path("items").forEach(project -> projects.put(Sandbox.text(project, "id"), project));
            cursor = page.path("nextCursor").isNull() ? "" : "&cursor=" + Sandbox.text(page, "nextCursor");
        } while (!cursor.isEmpty());
        return projects;
    }
}
