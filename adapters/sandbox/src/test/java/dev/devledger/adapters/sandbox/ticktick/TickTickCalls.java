package dev.devledger.adapters.sandbox.ticktick;

import java.io.IOException;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** TickTick's calls as a client of the real one would make them. JSON may be written with single quotes. */
final class TickTickCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType TYPE = MediaType.get("application/json");
    // OkHttp would silently send again what failed on a kept connection, also a create.
    private final OkHttpClient http = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .build();
    private final String base;
    private final String authorization;

    TickTickCalls(String base, String token) {
        this.base = base;
        this.authorization = "Bearer " + token;
    }

    private TickTickCalls(String authorization, TickTickCalls other) {
        this.base = other.base;
        this.authorization = authorization;
    }

    /** The same with another header, or with none where it is empty. */
    TickTickCalls withAuthorization(String header) {
        return new TickTickCalls(header, this);
    }

    record Reply(int status, String text, okhttp3.Headers headers) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String text(String field) {
            return json().path(field).asString();
        }

        List<String> ids() {
            return json().valueStream().map(task -> task.path("id").asString()).toList();
        }
    }

    Reply get(String path) throws IOException {
        return send("GET", path, null);
    }

    Reply post(String path, String body) throws IOException {
        return send("POST", path, body.replace('\'', '"'));
    }

    Reply post(String path) throws IOException {
        return send("POST", path, "");
    }

    Reply delete(String path) throws IOException {
        return send("DELETE", path, null);
    }

    Reply send(String method, String path, String body) throws IOException {
        Request.Builder request = new Request.Builder()
                .url(base + path)
                .method(method, body == null ? null : RequestBody.create(body, TYPE));
        if (!authorization.isEmpty()) request.header("Authorization", authorization);
        try (var response = http.newCall(request.build()).execute()) {
            return new Reply(response.code(), response.body().string(), response.headers());
        }
    }

    // What most tests begin with.

    String project(String name) throws IOException {
        return post("/project", "{'name':'" + name + "'}").text("id");
    }

    String task(String project, String title) throws IOException {
        return create("'projectId':'" + project + "','title':'" + title + "'").text("id");
    }

    Reply create(String fields) throws IOException {
        return post("/task", "{" + fields + "}");
    }

    Reply update(String project, String id, String fields) throws IOException {
        return post("/task/" + id, "{'id':'" + id + "','projectId':'" + project + "'," + fields + "}");
    }

    Reply read(String project, String id) throws IOException {
        return get("/project/" + project + "/task/" + id);
    }

    Reply complete(String project, String id) throws IOException {
        return post("/project/" + project + "/task/" + id + "/complete");
    }

    List<String> open(String project) throws IOException {
        return get("/project/" + project + "/data")
                .json()
                .path("tasks")
                .valueStream()
                .map(task -> task.path("id").asString())
                .toList();
    }
}
