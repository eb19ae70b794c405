package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.kernel.HttpCalls;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ClickUp's calls as a client would make them. JSON may be written with single quotes. */
final class ClickUpCalls extends HttpCalls<ClickUpCalls.Reply> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    ClickUpCalls(String base, String authorization) {
        super(base, authorization);
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

    Reply form(String path, String body) {
        return form("POST", path, body);
    }

    @Override
    protected Reply reply(Answer answer) {
        return new Reply(answer.status(), answer.body(), answer.headers());
    }
}
