package dev.devledger.adapters.rest;

import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Page;
import dev.devledger.application.task.TaskView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What a request is answered with. It can be kept as JSON, for the same answer to a repeat. */
record Answer(
        int status, Map<String, String> headers, @Nullable String body) {

    static Answer ok(Object resource) {
        return new Answer(200, Map.of(), Json.text(resource));
    }

    static Answer json(String json) {
        return new Answer(200, Map.of(), json);
    }

    static Answer noContent() {
        return new Answer(204, Map.of(), null);
    }

    static Answer page(Page<?> page) {
        return ok(page);
    }

    static Answer project(ProjectView project) {
        return ok(project).version(project.version());
    }

    static Answer task(TaskView task) {
        return ok(task).version(task.version());
    }

    /** What is stored and cannot be shown, as its projection could not apply the event: a replay will bring it. */
    static Answer unseen(UUID id) {
        return ok(Map.of("id", id));
    }

    Answer created(String location) {
        return new Answer(201, headers, body).with(HttpHeaders.LOCATION, location);
    }

    Answer accepted() {
        return new Answer(202, headers, body);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    private Answer version(long version) {
        return with(HttpHeaders.ETAG, "\"" + version + "\"");
    }
}
