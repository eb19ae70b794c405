package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Projects and tasks as a test makes them, and waiting for what becomes of them at the remote. */
final class Ledger {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Api api;

    Ledger(Api api) {
        this.api = api;
    }

    /** {@code more} is what else stands in the object, such as {@code ,"priority":"high"}. */
    String project(String name, String more) {
        return api.post(201, "/api/projects", "{\"name\":\"" + name + "\"" + more + "}")
                .text("id");
    }

    String task(String project, String title, String more) {
        return api.post(201, "/api/projects/" + project + "/tasks", "{\"title\":\"" + title + "\"" + more + "}")
                .text("id");
    }

    void patchProject(String id, String body) {
        api.patch(200, "/api/projects/" + id, body);
    }

    void patchTask(String id, String body) {
        api.patch(200, "/api/tasks/" + id, body);
    }

    void status(String project, String status) {
        api.put(200, "/api/projects/" + project + "/status", "{\"status\":\"" + status + "\"}");
    }

    void act(String task, String action) {
        api.post(200, "/api/tasks/" + task + "/" + action, null);
    }

    JsonNode projectLink(String id) {
        return link("/api/projects/" + id);
    }

    JsonNode taskLink(String id) {
        return link("/api/tasks/" + id);
    }

    private JsonNode link(String path) {
        return api.read(path).at("/links/0");
    }

    /** Waits until the card is in step, and answers its remote id. */
    String card(String project) {
        return synced("/api/projects/" + project);
    }

    String subtask(String task) {
        return synced("/api/tasks/" + task);
    }

    private String synced(String path) {
        eventually(() -> assertThat(Sandbox.text(link(path), "state"))
                .as(path + " " + link(path))
                .isEqualTo("synced"));
        return Sandbox.text(link(path), "remoteId");
    }

    JsonNode syncStatus() {
        return api.read("/api/sync/status").at("/items/0");
    }

    /** The status of a service once no cycle of it is under way: what a change or a delivery begins may be at it. */
    JsonNode atRest(String connector) {
        AtomicReference<JsonNode> status = new AtomicReference<>();
        eventually(() -> {
            status.set(StreamSupport.stream(
                            api.read("/api/sync/status").path("items").spliterator(), false)
                    .filter(each -> Sandbox.text(each, "connector").equals(connector))
                    .findFirst()
                    .orElseThrow());
            assertThat(Sandbox.text(status.get(), "state")).isNotEqualTo("running");
        });
        return status.get();
    }

    JsonNode sync() {
        return api.post(200, "/api/sync/run", null).json();
    }

    /** To all that waits for a person. */
    void agree() {
        for (JsonNode held : api.read("/api/sync/approvals").path("items")) {
            api.post("/api/sync/approvals", "{\"planHash\":\"" + Sandbox.text(held, "planHash") + "\"}");
        }
    }

    void eventuallyStatus(Consumer<JsonNode> holds) {
        eventually(() -> holds.accept(syncStatus()));
    }

    /**
     * Nothing waits to be pushed, and no cycle is under way. What other tests have deleted counts for a day: after many of
     * them a few deletions more wait for a person, who agrees.
     */
    void idle() {
        eventuallyStatus(status -> {
            if (status.path("held").asInt() > 0) {
                agree();
                sync();
            }
            assertThat(status.path("pending").asInt()).as("pending: %s", status).isZero();
            assertThat(Sandbox.text(status, "state")).as("state: %s", status).isIn("idle", "attention");
        });
    }

    static void eventually(Runnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(25)).untilAsserted(holds::run);
    }
}
