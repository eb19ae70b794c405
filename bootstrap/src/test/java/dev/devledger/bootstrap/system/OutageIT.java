package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import dev.devledger.application.ledger.axon.StateCache;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** PostgreSQL away, slow, or killed under the running application, which comes back by itself; and TickTick too slow. */
@Tag("long")
class OutageIT {
    private static final int TOO_LATE = 3_500;
    private static final Path DATABASE_FOLDER = SharedDevledger.newFolder();
    private static EmbeddedDatabase database;
    private static Wire wire;
    private static RunningDevledger devledger;
    private static Api api;
    private static Ledger ledger;
    private static Sandbox ticktick;

    @BeforeAll
    static void start() {
        database = MadeCluster.started(DATABASE_FOLDER);
        wire = new Wire(
                URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort());
        devledger = RunningDevledger.start(
                SharedDevledger.newFolder(),
                "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + wire.port() + "/devledger",
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password(),
                "spring.datasource.hikari.connection-timeout=1000",
                "spring.datasource.hikari.validation-timeout=500",
                "devledger.ticktick.time-limit=3s");
        api = devledger.api();
        ledger = new Ledger(api);
        ticktick = new Sandbox(api);
    }

    @AfterAll
    static void stop() {
        wire.mend();
        devledger.close();
        wire.close();
        database.close();
    }

    @BeforeEach
    void it_is_well() {
        wire.mend();
        eventually(() -> api.get(200, "/actuator/health/readiness"));
        ledger.idle();
    }

    @Test
    void without_its_database_it_says_so_and_comes_back_by_itself() {
        String project = ledger.project("Before the outage", "");
        ledger.card(project);
        wire.cut();

        eventually(() -> says503(api.get("/api/projects")));
        says503(api.get("/api/projects/" + project + "/history"));
        says503(api.post("/api/projects", "{\"name\":\"During the outage\"}"));
        says503(api.patch("/api/projects/" + project, "{\"name\":\"Renamed in the outage\"}"));
        says503(api.get("/api/sync/status"));
        assertThat(new Tools(devledger).failure("save_project", "{\"name\":\"During the outage\"}"))
                .startsWith("unavailable: the database cannot be reached right now.");
        eventually(
                () -> assertThat(text(api.get(503, "/actuator/health/readiness").json(), "status"))
                        .isIn("DOWN", "OUT_OF_SERVICE"));
        api.get(200, "/actuator/health/liveness");
        assertThat(api.get(200, "/actuator/prometheus").body())
                .contains("devledger_sync_lag_seconds{connector=\"ticktick\"} NaN");

        wire.mend();
        eventually(() -> api.get(200, "/api/projects"));
        eventually(() -> api.get(200, "/actuator/health/readiness"));
        assertThat(names()).contains("Before the outage").doesNotContain("During the outage", "Renamed in the outage");
        ledger.card(ledger.project("After the outage", ""));
    }

    @Test
    void a_killed_database_is_started_again_and_nothing_that_was_answered_is_lost() {
        List<String> before = IntStream.range(0, 5)
                .mapToObj(i -> ledger.project("Before the kill " + i, ""))
                .toList();
        StateCache states = devledger.bean(StateCache.class);
        assertThat(states.has("project-" + before.getFirst())).isTrue();
        ProcessHandle postmaster = JarProcess.postgres(DATABASE_FOLDER).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();

        eventually(() -> {
            Api.Answer answer = api.get("/api/projects/" + before.getLast());
            assertThat(answer.status()).isIn(200, 503);
            answer.expect(200);
        });
        assertThat(JarProcess.postgres(DATABASE_FOLDER)).isPresent();
        assertThat(states.has("project-" + before.getFirst()))
                .as("remembered of the server that was")
                .isFalse();
        before.forEach(id -> api.get(200, "/api/projects/" + id));
        before.forEach(ledger::card);
        ledger.card(ledger.project("After the kill", ""));
        assertThat(ticktick.open(ticktick.list("Dev Projects")))
                .extracting(task -> text(task, "title"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_write_that_was_cut_off_is_done_whole_or_not_at_all() {
        for (int i = 0; i < 5; i++) {
            String name = "Cut off " + i;
            CompletableFuture<Api.Answer> write = CompletableFuture.supplyAsync(
                    () -> api.post("/api/projects", "{\"name\":\"" + name + "\",\"tags\":[\"cut\"]}"));
            wire.cut();
            int status = write.join().status();
            assertThat(status).isIn(201, 503);
            wire.mend();
            eventually(() -> api.get(200, "/api/projects?limit=1"));
            List<JsonNode> found = Sandbox.elements(
                            api.read("/api/projects?tag=cut").path("items"))
                    .stream()
                    .filter(project -> text(project, "name").equals(name))
                    .toList();
            // Of a commit whose answer was cut off nobody knows, so a 503 may have been done.
            assertThat(found.size()).isBetween(status == 201 ? 1 : 0, 1);
            found.forEach(project -> assertThat(api.read("/api/projects/" + text(project, "id") + "/history")
                            .path("items"))
                    .hasSize(1));
        }
        ledger.idle();
    }

    @Test
    void a_database_that_stands_still_for_a_moment_makes_it_wait_and_nothing_else() throws Exception {
        wire.standStill();
        CompletableFuture<Integer> write = CompletableFuture.supplyAsync(
                () -> api.post("/api/projects", "{\"name\":\"Slow\"}").status());
        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(write.isDone()).isFalse();
        wire.mend();
        assertThat(write.join()).isIn(201, 503);
        ledger.card(ledger.project("After standing still", ""));
    }

    @Test
    void a_card_whose_create_was_answered_too_late_is_found_again() {
        ledger.card(ledger.project("Before the late answer", ""));
        ticktick.calm();
        ticktick.fault("delay", 1, "POST /task$", TOO_LATE);
        String card = ledger.card(ledger.project("Answered late", ",\"tags\":[\"a\"],\"dueDate\":\"2027-01-01\""));
        assertThat(ticktick.requests("POST /task")).as("creates sent").isEqualTo(1);
        assertThat(open("Answered late")).containsExactly(card);
    }

    @Test
    void the_ledger_goes_on_while_ticktick_answers_too_late() {
        String project = ledger.project("Edited", "");
        String card = ledger.card(project);
        ticktick.fault("delay", 1, "POST /task/" + card, TOO_LATE);
        ledger.patchProject(project, "{\"description\":\"while it is slow\"}");
        eventually(() -> {
            assertThat(text(ledger.projectLink(project), "state")).isEqualTo("pending");
            assertThat(text(ledger.projectLink(project), "reason")).contains("TickTick");
        });
        List<String> others = new ArrayList<>();
        Wait.untilWithin(Duration.ofSeconds(2), "the ledger's own answers", () -> {
            others.add(ledger.project("Made meanwhile, " + others.size(), ""));
            api.get(200, "/api/projects/" + others.getLast());
        });

        ticktick.calm();
        ledger.sync();
        ledger.card(project);
        others.forEach(ledger::card);
        assertThat(open("Made meanwhile, 0")).hasSize(1);
    }

    private static List<String> open(String title) {
        return ticktick.openNamed(ticktick.list("Dev Projects"), title).stream()
                .map(task -> text(task, "id"))
                .toList();
    }

    private static void says503(Api.Answer answer) {
        answer.expect(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.text("type")).startsWith("urn:devledger:problem:");
        assertThat(answer.text("requestId")).isNotEmpty().isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.body())
                .doesNotContain("Exception")
                .doesNotContain("org.")
                .doesNotContain("\tat ");
    }

    private static List<String> names() {
        return Sandbox.elements(api.read("/api/projects?limit=200").path("items")).stream()
                .map(project -> text(project, "name"))
                .toList();
    }
}
