package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The timer in the head of the pages, and the pages about time, from the started application. */
class TimePagesIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private static String html(String path) {
        return API.send("GET", path, null, "Accept", "text/html").expect(200).body();
    }

    /** A project of a name that no other test has. */
    private static JsonNode project(String name) {
        return SAMPLES.project(name + " " + UUID.randomUUID());
    }

    @AfterEach
    void nothingRunsOn() {
        API.post("/api/timer/stop", "{}");
    }

    @Test
    void what_runs_is_in_the_head_of_each_page_until_it_is_stopped() {
        JsonNode task = SAMPLES.task(project("Clocked"), "Write <it>");
        API.post("/api/timer/start", "{\"task\": \"" + key(task) + "\", \"stopRunning\": true}")
                .expect(201);
        for (String path : new String[] {"/", "/history", "/tasks/" + key(task)}) {
            assertThat(html(path))
                    .as(path)
                    .contains("data-timer-on=\"" + key(task) + "\"", "<bdi>Write &lt;it&gt;</bdi>", "data-timer-stop");
        }
        API.post("/api/timer/stop", "{}").expect(200);
        assertThat(html("/")).doesNotContain("data-timer-on");
    }
}
