package dev.devledger.browser;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What tests begin with, made over the API. None of it goes to a service. */
record Samples(Api api) {
    /** A word that no other test has: a board that is filtered by it shows only what is of this test. */
    static String word() {
        return "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The key of a new project. */
    String project(String name) {
        return api.post("/api/projects", Map.of("name", name, "placement", "none"))
                .path("key")
                .asString();
    }

    String task(String project, String title) {
        return task(project, title, Map.of());
    }

    String task(String project, String title, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("title", title);
        return api.post("/api/projects/" + project + "/tasks", body).path("key").asString();
    }

    /** A card that is ticked there: the page of the service folds it away. */
    void finishedInTheService() {
        String project = api.post("/api/projects", Map.of("name", "Done " + word()))
                .path("key")
                .asString();
        move(project, "completed", "");
    }

    void move(String project, String status, String reason) {
        api.put("/api/projects/" + project + "/status", Map.of("status", status, "reason", reason));
    }

    String status(String project) {
        return api.get("/api/projects/" + project).path("status").asString();
    }
}
