package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a list of projects has besides, where it is asked for. */
class ProjectListIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private static JsonNode list(String query) {
        return API.read("/api/projects?" + query);
    }

    private static long position() {
        return API.get("/api/history?limit=1").json().at("/items/0/position").asLong();
    }

    @Test
    void the_last_change_is_that_of_the_project_or_of_one_of_its_tasks() {
        String word = "w" + UUID.randomUUID();
        JsonNode project = SAMPLES.project(word);
        JsonNode task = SAMPLES.task(project, "Step");
        long made = position();
        JsonNode before = list("include=lastChange&q=" + word).at("/items/0/lastChange");
        assertThat(before.path("actor").asString()).isEqualTo("owner");
        assertThat(before.path("channel").asString()).isEqualTo("rest");
        assertThat(before.path("at")).isEqualTo(last(key(task)));

        API.post(200, "/api/tasks/" + key(task) + "/claim", "{\"agent\": \"ada\", \"minutes\": 5}");
        JsonNode now = list("include=lastChange&q=" + word).at("/items/0/lastChange");
        assertThat(now.path("agent").asString()).isEqualTo("ada");
        assertThat(now.path("at")).isEqualTo(last(key(task))).isNotEqualTo(before.path("at"));
        assertThat(list("include=lastChange&q=" + word + "&asOf=" + made).at("/items/0/lastChange"))
                .isEqualTo(before);
    }

    private static JsonNode last(String entity) {
        return API.get("/api/history?limit=1&entity=" + entity).json().at("/items/0/at");
    }

    @Test
    void the_counts_are_of_all_projects_whatever_is_listed() {
        String word = "w" + UUID.randomUUID();
        JsonNode before = list("include=counts&limit=1").path("counts");
        String project = key(SAMPLES.project(word));
        API.send("PUT", "/api/projects/" + project + "/status", "{\"status\": \"blocked\"}")
                .expect(200);
        JsonNode now = list("include=counts&include=lastChange&status=paused&q=" + word);
        assertThat(now.path("items")).isEmpty();
        assertThat(now.at("/counts/blocked").asInt())
                .isEqualTo(before.path("blocked").asInt() + 1);
        assertThat(now.path("counts").propertyNames())
                .containsExactly("planned", "active", "paused", "blocked", "completed", "abandoned");
    }

    @Test
    void who_asks_for_nothing_gets_what_there_was() {
        JsonNode page = list("limit=1");
        assertThat(page.propertyNames()).containsExactly("items", "nextCursor");
        assertThat(page.at("/items/0").has("lastChange")).isFalse();
        API.get(422, "/api/projects?include=mood");
    }
}
