package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How long was worked on tasks and projects, as they tell it. */
class TrackedTimeIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());

    private final String person = key(API.made("/api/people", "{\"name\": \"Edsger\"}"));
    private final JsonNode project = SAMPLES.project("Tracked " + person);
    private final String task = key(SAMPLES.task(project, "Measured"));

    private String logged(String on, int seconds) {
        return key(API.made(
                "/api/time-entries",
                "{%s, \"start\": \"2026-03-31T09:00:00Z\", \"seconds\": %d, \"person\": \"%s\"}"
                        .formatted(on, seconds, person)));
    }

    private static String on(String key) {
        return (key.startsWith("T-") ? "\"task\": \"" : "\"project\": \"") + key + '"';
    }

    private static long tracked(String key, String query) {
        return API.read((key.startsWith("T-") ? "/api/tasks/" : "/api/projects/") + key + query)
                .path("trackedSeconds")
                .asLong(-1);
    }

    private void holds(long ofTask, long ofProject) {
        assertThat(tracked(task, "")).isEqualTo(ofTask);
        assertThat(tracked(key(project), "")).isEqualTo(ofProject);
    }

    private static String now() {
        return API.read("/api/history?limit=1").at("/items/0/position").asString();
    }

    @Test
    void it_is_that_of_the_entries_wherever_these_and_the_task_go() {
        holds(0, 0);
        String path = "/api/time-entries/" + logged(on(task), 3_600);
        logged(on(task), 1_800);
        logged(on(key(project)), 600);
        holds(5_400, 6_000);
        String then = now();
        API.patch(200, path, "{\"end\": \"2026-03-31T09:30:00Z\"}");
        holds(3_600, 4_200);
        String other = key(SAMPLES.task(project, "Beside"));
        API.patch(200, path, "{%s}".formatted(on(other)));
        holds(1_800, 4_200);
        assertThat(tracked(other, "")).isEqualTo(1_800);
        API.delete(200, path);
        holds(1_800, 2_400);
        assertThat(tracked(other, "")).isZero();
        API.post(200, path + "/restore", null);
        assertThat(tracked(other, "")).isEqualTo(1_800);

        JsonNode elsewhere = SAMPLES.project("Elsewhere " + person);
        API.post(200, "/api/tasks/" + task + "/move", "{\"project\": \"%s\"}".formatted(key(elsewhere)));
        holds(1_800, 2_400);
        assertThat(tracked(key(elsewhere), "")).isEqualTo(1_800);
        assertThat(tracked(task, "?asOf=" + then)).isEqualTo(5_400);
        assertThat(tracked(key(project), "?asOf=" + then)).isEqualTo(6_000);
        assertThat(tracked(other, "?asOf=" + now())).isEqualTo(1_800);
        assertThat(tracked(key(project), "?asOf=" + now())).isEqualTo(2_400);
        API.delete(200, "/api/tasks/" + other);
        holds(1_800, 2_400);
    }

    /** For ever, also of a part of a second in which nothing happened; at a position up to its event. */
    @Test
    void what_ran_at_an_instant_ran_until_then() throws InterruptedException {
        Instant begun = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        String entry = key(API.made(
                "/api/timer/start", "{%s, \"person\": \"%s\", \"at\": \"%s\"}".formatted(on(task), person, begun)));
        String position = now();
        Instant instant = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
        int seconds = (int) Duration.between(begun, instant).toSeconds();
        while (Instant.now().isBefore(instant)) {
            Thread.sleep(100);
        }
        String then = "?asOf=" + instant;
        assertThat(tracked(task, then)).isEqualTo(seconds);
        assertThat(tracked(key(project), then)).isEqualTo(seconds);
        assertThat(tracked(task, "?asOf=" + position)).isBetween(59L, seconds - 1L);
        assertThat(tracked(key(project), "?asOf=" + position)).isBetween(59L, seconds - 1L);
        String of = "&person=" + person;
        assertThat(API.get("/api/time-entries/" + entry + then)
                        .json()
                        .path("seconds")
                        .asLong())
                .isEqualTo(seconds);
        assertThat(API.get("/api/time-entries/summary" + then + of)
                        .json()
                        .at("/total/seconds")
                        .asLong())
                .isEqualTo(seconds);
        assertThat(API.get("/api/time-entries/summary?asOf=" + position + of)
                        .json()
                        .at("/total/seconds")
                        .asLong())
                .isBetween(59L, seconds - 1L);
        API.post(200, "/api/timer/discard", "{\"person\": \"%s\"}".formatted(person));
    }

    @Test
    void what_runs_counts_up_to_the_read_and_moves_no_version() {
        Api.Answer before = API.get(200, "/api/tasks/" + task);
        logged(on(task), 60);
        API.post(
                201,
                "/api/timer/start",
                "{%s, \"person\": \"%s\", \"at\": \"%s\"}"
                        .formatted(on(task), person, Instant.now().minusSeconds(3_600)));
        String then = now();
        assertThat(tracked(task, "")).isBetween(3_660L, 3_760L);
        assertThat(tracked(task, "?asOf=" + then)).isBetween(3_660L, tracked(task, ""));
        assertThat(tracked(key(project), "")).isBetween(3_660L, 3_760L);
        assertThat(API.get("/api/tasks/" + task).header("ETag")).isEqualTo(before.header("ETag"));
        API.post(200, "/api/timer/discard", "{\"person\": \"%s\"}".formatted(person));
        holds(60, 60);
        assertThat(API.patch(422, "/api/tasks/" + task, "{\"trackedSeconds\": 1}")
                        .body())
                .contains("trackedSeconds");
        API.patch(422, "/api/projects/" + key(project), "{\"trackedSeconds\": 1}");
    }

    @Test
    void lists_and_agents_are_told_without_another_statement() {
        logged(on(task), 5_400);
        for (int i = 0; i < 30; i++) {
            SAMPLES.task(project, "Task " + i);
        }
        JsonNode tasks = API.read("/api/tasks?limit=50&sort=title&project=" + key(project));
        assertThat(tasks.at("/items/0/trackedSeconds").asLong()).isEqualTo(5_400);
        assertThat(tasks.at("/items/1/trackedSeconds").asLong(-1)).isZero();
        assertThat(API.read("/api/projects?q=Tracked+" + person)
                        .at("/items/0/trackedSeconds")
                        .asLong())
                .isEqualTo(5_400);
        String all = "{\"project\":\"%s\",\"limit\":50}".formatted(key(project));
        assertThat(TOOLS.json("find_tasks", all).at("/tasks/0").has("trackedSeconds"))
                .isFalse();
        assertThat(TOOLS.statements("find_tasks", all.replace("}", ",\"response_format\":\"detailed\"}")))
                .hasSize(4); // its project, the page, the names, and how many follow
        assertThat(TOOLS.call("get_task", "{\"tasks\":[\"%s\"]}".formatted(task))
                        .text())
                .contains("tracked: 1h 30m");
        assertThat(TOOLS.call("get_overview", "{\"project\":\"%s\"}".formatted(key(project)))
                        .text())
                .contains("tracked: 1h 30m");
    }
}
