package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two nodes on one database, each with what it knows: neither decides on what the other one has changed since. */
class TwoNodesIT {
    private static final Api ONE = SharedDevledger.get().api();
    private static RunningDevledger second;
    private static Api two;

    @BeforeAll
    static void start() throws IOException {
        second = SharedDevledger.start(
                SharedDevledger.newFolder(), "spring.datasource.url=" + databaseUrl(), "devledger.ticktick.mode=off");
        two = second.api();
    }

    private static String databaseUrl() throws IOException {
        return Files.readString(
                        SharedDevledger.get().bean(DataDirectory.class).path().resolve("database.url"))
                .strip();
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    @Test
    void edits_by_turns_all_get_through() {
        JsonNode task = new Samples(ONE).task(new Samples(ONE).project("By turns"), "By turns");
        for (int i = 0; i < 10; i++) {
            ONE.patch("/api/tasks/" + key(task), "{\"title\": \"One " + i + "\"}")
                    .expect(200);
            two.patch("/api/tasks/" + key(task), "{\"description\": \"Two " + i + "\"}")
                    .expect(200);
        }
        assertThat(ONE.get("/api/tasks/" + key(task)).header("ETag")).isEqualTo("\"21\"");
    }

    @Test
    void what_the_other_node_did_is_no_change_here() {
        JsonNode task = new Samples(ONE).task(new Samples(ONE).project("Completed there"), "Completed there");
        two.post("/api/tasks/" + key(task) + "/complete", null).expect(200);
        ONE.post("/api/tasks/" + key(task) + "/reopen", null).expect(200);

        assertThat(two.post("/api/tasks/" + key(task) + "/complete", null).header("ETag"))
                .as("completed once more, and not left as it was known here")
                .isEqualTo("\"4\"");
        assertThat(ONE.post("/api/tasks/" + key(task) + "/complete", null).header("ETag"))
                .isEqualTo("\"4\"");
    }

    @Test
    void a_refusal_is_decided_on_what_is_stored() {
        JsonNode task = new Samples(ONE).task(new Samples(ONE).project("Deleted there"), "Deleted there");
        two.patch("/api/tasks/" + key(task), "{\"title\": \"Known there\"}").expect(200);
        ONE.delete("/api/tasks/" + key(task)).expect(200);
        assertThat(two.patch("/api/tasks/" + key(task), "{\"title\": \"Too late\"}")
                        .status())
                .isEqualTo(409);
        ONE.post("/api/tasks/" + key(task) + "/restore", null).expect(200);

        assertThat(two.patch("/api/tasks/" + key(task), "{\"title\": \"In time\"}")
                        .status())
                .isEqualTo(200);
        assertThat(ONE.patch("/api/tasks/" + key(task), "{\"title\": \"Old\"}", "If-Match", "\"4\"")
                        .status())
                .as("known here as version 4, and 5 by now")
                .isEqualTo(412);
        assertThat(ONE.patch("/api/tasks/" + key(task), "{\"title\": \"New\"}", "If-Match", "\"5\"")
                        .status())
                .isEqualTo(200);
    }
}
