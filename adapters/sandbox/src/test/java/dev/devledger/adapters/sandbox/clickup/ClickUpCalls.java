package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.kernel.HttpCalls;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ClickUp's calls as a client would make them. JSON may be written with single quotes. */
final class ClickUpCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpCalls http;

    ClickUpCalls(String base, String authorization) {
        http = new HttpCalls(base, authorization);
    }

    record Reply(int status, String body, HttpHeaders headers) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String field) {
            return json().path(field).asString("");
        }

        String code() {
            return text("ECODE");
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }

        Stream<JsonNode> all(String field) {
            return json().path(field).valueStream();
        }

        List<String> names() {
            return all("tasks").map(task -> task.path("name").asString("")).toList();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    Reply post(String path, String body) {
        return send("POST", path, body);
    }

    Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    Reply delete(String path) {
        return send("DELETE", path, "");
    }

    /** As a page sends what was filled in. */
    Reply form(String path, String body) {
        return reply(http.form("POST", path, body));
    }

    Reply send(String method, String path, String body) {
        return reply(http.json(method, path, body));
    }

    private static Reply reply(HttpCalls.Answer answer) {
        return new Reply(answer.status(), answer.body(), answer.headers());
    }
}
